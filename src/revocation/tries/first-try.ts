import { LATE, NOT_STORED, type Accepted } from './accept-order.ts';
import type { AnswerFacts } from '../answer-for.ts';
import type { RequestContext } from '../command.ts';
import type { AccessDenial } from '../denials/deny-access.ts';
import { laneOf } from '../intents/new-intent.ts';
import { LATE_TRY_BOUNDS } from './late-tries.ts';
import type { RevocationStore } from '../ports/revocation-store.ts';
import { inTime } from '../../scheduling/in-time.ts';
import { storeInTime } from './store-in-time.ts';
import type { TryResult } from './try-at-cognito.ts';
import { createTellStore, type TellStoreDependencies, type TriedOrder } from './tell-store.ts';
import { createTryInTime, type TriedInTime, type TryInTimeDependencies } from './try-in-time.ts';

/** One order on its way. */
export interface Ordered extends Pick<AnswerFacts, 'command' | 'receiptId' | 'nowMs'> {
  readonly context: RequestContext;
  readonly denial: AccessDenial;
  readonly accepting: Promise<Accepted>;
  /** What the store has said until now. */
  readonly accepted: Accepted | typeof LATE;
  /** What is left until the caller is answered, whatever the store still has to say. */
  readonly restMs: () => number;
}

export interface Tried extends TryResult, Pick<AnswerFacts, 'receiptId' | 'isKept'> {
  readonly areAccessTokensDenied: boolean;
}

/** What the store is told once it has said whether it has the order, and the denial is written down. */
interface ToBeTold {
  readonly accepting: Accepted | Promise<Accepted>;
  readonly denied: ReturnType<AccessDenial['afterTry']>;
  readonly tried: TriedInTime;
}

/** How long a logout waits for a store that hangs before Cognito is asked, and again after it. */
export const STORE_PATIENCE_MS = 500;

/**
 * Makes one try, and tells the store what came of it: also a store that has not said yet, or never will say, whether it
 * has the intent. If it has, nobody else must ask Cognito once more for what Cognito has confirmed. Nor for what Cognito
 * confirms after the caller has been answered, so that the try of an order that is kept goes on for a while.
 */
export function createFirstTry(dependencies: TryInTimeDependencies & TellStoreDependencies) {
  const { store, upstreamDeadlineMs, lateTries } = dependencies;
  const tryInTime = createTryInTime(dependencies);
  const tellStore = createTellStore(dependencies);
  const ofStoreInTime = storeInTime(store);
  const tell = async (order: TriedOrder, { accepting, denied, tried }: ToBeTold): Promise<void> => {
    const { lease } = await accepting;
    await denied;
    if (lease !== undefined) await tellStore(order, lease, tried);
  };

  return async (ordered: Ordered, timeoutMs: number): Promise<Tried> => {
    const { command, context, receiptId, nowMs: sinceMs, denial, restMs } = ordered;
    const lane = laneOf(command, context);
    const attempt = { command, context, receiptId, lane, sinceMs, callsDone: 0 };
    const tried = await tryInTime(attempt, timeoutMs, isKeptBy(store, ordered.accepted));
    const { result, goingOn } = tried;
    const patienceMs = () => Math.min(STORE_PATIENCE_MS, restMs());
    const accepting =
      ordered.accepted.kind === 'late' ? ordered.accepting.catch(() => NOT_STORED) : ordered.accepted;
    const isAnswer = !TO_BE_KEPT.has(result.outcome.kind) || ordered.accepted !== LATE;
    const accepted = isAnswer ? ordered.accepted : await inTime(accepting, patienceMs(), LATE);
    const isKept = isKeptBy(store, accepted);
    const denied = denial.afterTry(result, isKept);
    const told = tell({ command, receiptId, lane, denial }, { accepting, denied, tried });
    if (goingOn !== undefined)
      lateTries.goOn(told, LATE_TRY_BOUNDS.lateAnswerMs - upstreamDeadlineMs, goingOn.abort);
    // Who a user is that an admin names is asked of Cognito: that takes its own time.
    const denialMs = command.act === 'end-user-sessions' ? upstreamDeadlineMs : 0;
    const areAccessTokensDenied = await inTime(denied, denialMs + patienceMs(), false);
    if (accepted !== LATE && goingOn === undefined) await ofStoreInTime(told, patienceMs(), undefined);
    const isOfOther = accepted.kind === 'duplicate';
    return {
      outcome: result.outcome,
      callsDone: result.callsDone,
      areAccessTokensDenied,
      isKept,
      receiptId: isOfOther ? accepted.receiptId : receiptId,
    };
  };
}

/** Of these, the caller's answer depends on whether the intent is kept. */
const TO_BE_KEPT: ReadonlySet<TryResult['outcome']['kind']> = new Set([
  'retry',
  'not-asked',
  'unproven',
  'parked',
]);

export function isKeptBy({ durability }: RevocationStore, { kind }: Accepted | typeof LATE): boolean {
  return durability === 'durable' && (kind === 'stored' || kind === 'duplicate');
}
