import { setImmediate } from 'node:timers/promises';
import type { Denial } from '../../tokens/denylist/denial.ts';
import type { BatchRefusal } from '../../tokens/feed/open-batch.ts';
import type { CoveredUserPools } from '../covered-user-pools.ts';
import type { GuardDenylist } from '../denylist/guard-denylist.ts';
import type { Freshness } from '../freshness.ts';
import type { GuardEvent } from '../guard-event.ts';
import type { GuardSettings } from '../guard-options.ts';
import type { FailedRequest } from './feed-requests.ts';
import type { TrustedKeys } from './trusted-keys.ts';

export type Received =
  /** `moved`: the batch went beyond the cursor at which the guard stood. */
  | { readonly kind: 'applied'; readonly upToDate: boolean; readonly moved: boolean }
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly why: BatchRefusal }
  /** The key that it is signed with could not be fetched. */
  | FailedRequest;

/** The guard's copy of the denylist, and the place in the feed up to which it is one. */
export interface Replica {
  /** Takes in a signed batch, after those that are being taken in. */
  receive(jws: string, signal: AbortSignal): Promise<Received>;
  cursor(): string | undefined;
  /** Gives the place up, not the denials: the next batch must begin at the beginning. */
  startOver(): void;
  /** Between the making of the last batch that brought denials and its receipt; undefined before there was one. */
  lagMs(): number | undefined;
}

/** Denials that are added between two looks at other work, so that no batch holds the event loop up for long. */
const DENIALS_A_SLICE = 2_000;

interface ReplicaParts {
  readonly denylist: GuardDenylist;
  readonly covered: CoveredUserPools;
  readonly freshness: Freshness;
  readonly keys: TrustedKeys;
  readonly clock: GuardSettings['clock'];
  readonly report: (event: GuardEvent) => void;
  readonly onApplied: (receivedAtMs: number) => void;
}

export function createReplica(parts: ReplicaParts): Replica {
  const { denylist, covered, freshness, keys, clock, report, onApplied } = parts;
  let epoch: string | undefined;
  let position: { readonly epoch: string; readonly cursor: string } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let lagMs: number | undefined;

  async function takeIn(jws: string, signal: AbortSignal): Promise<Received> {
    const receivedAtMs = clock.nowMs();
    const opened = await keys.open(jws, signal);
    if (opened.kind === 'failed') return opened;
    if (opened.kind === 'refused') {
      report({ type: 'batch-refused', why: opened.why });
      return opened;
    }
    const { batch } = opened;
    const { onlyUserPoolIds } = batch;
    const isAlike = batch.epoch === position?.epoch && covered.are(onlyUserPoolIds);
    const continues = isAlike && batch.from === position?.cursor;
    if (!continues && batch.from !== null) {
      report({ type: 'gap' });
      return { kind: 'gap' };
    }

    covered.become(onlyUserPoolIds);
    await addAll(batch.denials, denylist);
    if (epoch !== undefined && epoch !== batch.epoch) report({ type: 'epoch-changed' });
    epoch = batch.epoch;
    const moved = !continues || batch.to !== batch.from;
    position = { epoch: batch.epoch, cursor: batch.to };
    if (batch.denials.length > 0) lagMs = Math.max(0, receivedAtMs - batch.asOfMs);
    if (batch.upToDate) freshness.complete(batch.asOfMs, receivedAtMs);
    onApplied(receivedAtMs);
    return { kind: 'applied', upToDate: batch.upToDate, moved };
  }

  return {
    receive(jws, signal) {
      const received = queue.then(() => takeIn(jws, signal));
      queue = received.catch(() => {});
      return received;
    },
    cursor: () => position?.cursor,
    startOver() {
      position = undefined;
    },
    lagMs: () => lagMs,
  };
}

async function addAll(denials: readonly Denial[], denylist: GuardDenylist): Promise<void> {
  for (let at = 0; at < denials.length; at += DENIALS_A_SLICE) {
    if (at > 0) await setImmediate();
    for (const denial of denials.slice(at, at + DENIALS_A_SLICE)) denylist.add(denial);
  }
}
