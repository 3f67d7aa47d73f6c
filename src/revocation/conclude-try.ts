import type { Clock } from './ports/clock.ts';
import type { Lease, RevocationStore } from './ports/revocation-store.ts';
import type { UpstreamOutcome } from './ports/upstream-outcome.ts';

const FIRST_RETRY_MS = 500;

export interface ConcludeDependencies {
  readonly store: RevocationStore;
  readonly clock: Clock;
}

/**
 * Makes the function that tells the store what came of the first try. What it could not be told comes back to be
 * tried again when the lease ends: so it never throws, and nothing is lost.
 */
export function createConcludeTry({ store, clock }: ConcludeDependencies) {
  const conclude = (lease: Lease, outcome: UpstreamOutcome): Promise<unknown> => {
    if (outcome.kind !== 'retry' && outcome.kind !== 'parked') return store.settle(lease, outcome);
    if (store.durability === 'none') return store.settle(lease, { kind: 'abandoned' });
    if (outcome.kind === 'parked') return store.park(lease, outcome.cause);
    const waitMs = (outcome.retryAfterSeconds ?? 0) * 1000 + Math.random() * FIRST_RETRY_MS;
    return store.retryLater(lease, { dueAtMs: Math.round(clock.nowMs() + waitMs), cause: outcome.cause });
  };
  return async (lease: Lease, outcome: UpstreamOutcome): Promise<void> => {
    await conclude(lease, outcome).catch(() => undefined);
  };
}
