import { partOf, type ProfiledFunction } from './part-of.ts';

/** What `node --cpu-prof` writes, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: ProfiledFunction;
    readonly children?: readonly number[];
  }[];
  readonly startTime: number;
  readonly endTime: number;
  /** Ids of nodes, each seen after so many microseconds more. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The share of a part in the time that the process was busy. */
export interface Share {
  readonly part: string;
  readonly share: number;
}

/**
 * How the busy time of a part of a profile is shared out, the largest first. What has no place of its own (a built-in
 * function) counts for whoever called it.
 *
 * @param fromPart, untilPart of the whole time: 0 to 1
 */
export function sharesOf(profile: CpuProfile, fromPart: number, untilPart: number): readonly Share[] {
  const { nodes, startTime, endTime, samples, timeDeltas } = profile;
  const partOfNode = placed(nodes);
  const at = (part: number) => startTime + (endTime - startTime) * part;
  const times = new Map<string, number>();
  let now = startTime;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    now += delta;
    const part = partOfNode.get(id);
    if (part === undefined || now < at(fromPart) || now > at(untilPart)) return;
    times.set(part, (times.get(part) ?? 0) + delta);
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([part, time]) => ({ part, share: time / total }))
    .toSorted((one, other) => other.share - one.share);
}

/** The part that each node belongs to. Callers come before whom they call. */
function placed(nodes: CpuProfile['nodes']): ReadonlyMap<number, string> {
  const parts = new Map<number, string>();
  const callers = new Map<number, number>();
  for (const { id, callFrame, children = [] } of nodes) {
    for (const child of children) callers.set(child, id);
    const part = partOf(callFrame) ?? parts.get(callers.get(id) ?? 0);
    if (part !== undefined) parts.set(id, part);
  }
  return parts;
}
