import { createAcceptOrder, LATE, type AcceptOrderDependencies } from './tries/accept-order.ts';
import { answerFor, answerForKnown } from './answer-for.ts';
import type { EndSessionCommand, RequestContext } from './command.ts';
import { createRecordRepetition } from './tries/record-repetition.ts';
import { restOf } from './tries/deadline.ts';
import type { DenyAccess } from './denials/deny-access.ts';
import { createFirstTry, isKeptBy, STORE_PATIENCE_MS, type Tried } from './tries/first-try.ts';
import { inTime } from '../scheduling/in-time.ts';
import { storeInTime } from './tries/store-in-time.ts';
import type { AuditTrail } from './ports/audit-trail.ts';
import type { Receipt } from './receipt.ts';
import { createPassingMap } from '../collections/passing-map.ts';
import { newReceiptId } from './receipt-id.ts';
import type { Random } from './tries/retry-delay.ts';
import type { TryInTimeDependencies } from './tries/try-in-time.ts';

/**
 * Ends a session: the one act behind every way in.
 *
 * @returns the receipt; its `status` is `revoked` only when Cognito confirmed or the token was dead already, and
 *   `accepted` only when the intent is stored durably, to be tried until Cognito confirms
 * @throws ServiceError `unsupported-token-type`, `token-not-of-client`, `user-not-found`, `session-not-found`,
 *   `feature-unavailable`, `invalid-request` (the caller's own session) or `unauthenticated` when the request can
 *   never succeed; `too-many-requests` when too many wait that proved nothing; `not-durable` or
 *   `client-misconfigured`, with `retryAfterSeconds`, when Cognito did not confirm and nothing keeps the intent
 */
export type EndSession = (command: EndSessionCommand, context: RequestContext) => Promise<Receipt>;

export interface EndSessionDependencies extends TryInTimeDependencies, AcceptOrderDependencies {
  readonly random: Random;
  readonly denyAccess: DenyAccess;
  readonly audit: Pick<AuditTrail, 'record'>;
}

/** What is left of the time for the store, should Cognito take all that it may: a tenth, and no more than this. */
const LAST_WORD_MAX_MS = 100;

export function createEndSession(dependencies: EndSessionDependencies): EndSession {
  const { clock, denyAccess, upstreamDeadlineMs } = dependencies;
  const lastWordMs = Math.min(LAST_WORD_MAX_MS, upstreamDeadlineMs / 10);
  const accept = createAcceptOrder(dependencies);
  const recordRepetition = createRecordRepetition(dependencies);
  const firstTry = createFirstTry(dependencies);
  const ofStoreInTime = storeInTime(dependencies.store);
  const trying = createPassingMap<string, Promise<Tried>>();

  return async (command, context) => {
    const receiptId = newReceiptId(clock.nowMs());
    const restMs = restOf(upstreamDeadlineMs);
    const denial = denyAccess(command);
    const accepting = accept(command, context, receiptId);
    const denying = inTime(denial.atOnce(), STORE_PATIENCE_MS, false);
    const accepted = await ofStoreInTime(accepting, STORE_PATIENCE_MS, LATE);
    await denying;
    if (accepted.kind === 'duplicate') {
      await recordRepetition(command, context, accepted);
      const tried = await trying.get(accepted.receiptId);
      const areAccessTokensDenied = await denial.asBefore();
      const isKept = isKeptBy(dependencies.store, accepted);
      const known = {
        command,
        receiptId: accepted.receiptId,
        nowMs: clock.nowMs(),
        isKept,
        areAccessTokensDenied,
      };
      return tried === undefined ? answerForKnown(accepted.state, known) : answerFor(tried.outcome, known);
    }
    const nowMs = clock.nowMs();
    const order = { command, receiptId, nowMs, context, denial, accepting, accepted, restMs };
    const attempt = firstTry(order, Math.max(0, restMs() - lastWordMs));
    trying.set(receiptId, attempt);
    try {
      const { outcome, ...tried } = await attempt;
      return answerFor(outcome, { ...tried, command, nowMs: clock.nowMs() });
    } finally {
      trying.delete(receiptId);
    }
  };
}
