import { LEFT_ALIVE } from '../steps/end-managed-logins.ts';
import type { Lane } from '../intents/intent.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, LeaseResult, RevocationStore } from '../ports/revocation-store.ts';
import { retryDelayMs, type Random } from './retry-delay.ts';
import type { TryResult } from './try-at-cognito.ts';

export interface ConcludeDependencies {
  readonly store: RevocationStore;
  readonly clock: Clock;
  readonly random: Random;
}

/** The intent that was tried, as its holder knows it. */
export interface TriedIntent {
  readonly lease: Lease;
  readonly lane: Lane;
  /** How often it has been tried, this time included. */
  readonly attempts: number;
}

/** What a store that keeps nothing can be told of an end all the same. */
const IS_ANSWER: ReadonlySet<TryResult['outcome']['kind']> = new Set([
  'confirmed',
  'already-dead',
  'rejected',
  'unproven',
]);

/** After so many tries an intent no longer goes before fresh ones. */
const FRESH_ATTEMPTS_MAX = 6;

/**
 * Makes the function that tells the store what came of a try, the first or any later one. What it could not be told
 * (`untold`) comes back to be tried again when the lease ends: so it never throws, and nothing is lost.
 */
export function createConcludeTry({ store, clock, random }: ConcludeDependencies) {
  const conclude = (intent: TriedIntent, { outcome, callsDone }: TryResult): Promise<LeaseResult> => {
    const { lease, attempts } = intent;
    switch (outcome.kind) {
      case 'confirmed':
      case 'already-dead':
      case 'rejected':
        return store.settle(lease, outcome);
      case 'parked':
        return store.park(lease, outcome.cause, callsDone);
      case 'not-asked': {
        const dueAtMs = Math.round(clock.nowMs() + outcome.retryInMs);
        return store.retryLater(lease, { dueAtMs, cause: 'throttled', callsDone, untried: true });
      }
      case 'unproven': {
        if (store.durability === 'none') return store.settle(lease, LEFT_ALIVE);
        const dueAtMs = Math.round(clock.nowMs() + outcome.retryInMs);
        return store.retryLater(lease, { dueAtMs, cause: 'undecided', callsDone, untried: true });
      }
      case 'retry': {
        const { cause, retryAfterSeconds } = outcome;
        const dueAtMs = clock.nowMs() + retryDelayMs({ cause, retryAfterSeconds, attempts }, random);
        // Throttling is the fault of all calls together, and does not count against this one.
        const untried = cause === 'throttled';
        return store.retryLater(lease, { dueAtMs, cause, callsDone, untried, lane: laneAfter(intent) });
      }
    }
  };

  return (intent: TriedIntent, result: TryResult): Promise<LeaseResult | 'untold'> => {
    const isKept = store.durability === 'durable' || IS_ANSWER.has(result.outcome.kind);
    const told = isKept ? conclude(intent, result) : store.settle(intent.lease, { kind: 'abandoned' });
    return told.catch(() => 'untold' as const);
  };
}

/**
 * Where a try moves its intent. What anybody could have sent stays in its own lane, which is the one with a cap, unless
 * somebody has proved it meanwhile.
 */
function laneAfter({ lane, attempts }: TriedIntent): Lane | undefined {
  return lane !== 'unproven' && attempts >= FRESH_ATTEMPTS_MAX ? 'bulk' : undefined;
}
