import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestTemplate } from '../load/request-template.ts';
import type { BenchOptions } from '../options.ts';
import { DIRECT, type ContestantName } from '../servers/contestants.ts';
import { startContestant, type LoadTarget, type RunningServer } from '../servers/start-contestant.ts';
import type { World } from '../servers/world.ts';
import { startUpstream, type Upstream } from '../upstream/start-upstream.ts';
import type { Results } from './samples.ts';

/** What a scenario is given. */
export interface Bench {
  readonly options: BenchOptions;
  readonly world: World;
  readonly results: Results;
  /** Tells whoever waits what is being done. */
  readonly tell: (progress: string) => void;
}

export interface Field {
  readonly upstream: Upstream;
  readonly servers: ReadonlyMap<ContestantName, RunningServer>;
  /** The upstream itself. */
  readonly direct: LoadTarget;
}

/**
 * Runs servers side by side in front of one upstream. They stay up until all was measured, each warm, and are loaded in turn:
 * one that waits costs the others nothing.
 */
export async function withServers(
  { world, tell }: Bench,
  names: readonly ContestantName[],
  delayMs: number,
  measure: (field: Field) => Promise<void>,
): Promise<void> {
  const upstream = await startUpstream(world.folder, delayMs, world.keys);
  const servers = new Map<ContestantName, RunningServer>();
  const templateFile = join(world.folder, 'direct-request');
  writeFileSync(templateFile, requestTemplate(DIRECT));
  try {
    for (const name of names) {
      tell(`starting ${name}`);
      servers.set(name, await startContestant(name, world, upstream));
    }
    await measure({ upstream, servers, direct: { port: upstream.port, templateFile } });
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
    await upstream.stop();
  }
}

/** Those of some servers that are to be measured. */
export function asked(options: BenchOptions, names: readonly ContestantName[]): readonly ContestantName[] {
  return names.filter((name) => options.servers.includes(name));
}
