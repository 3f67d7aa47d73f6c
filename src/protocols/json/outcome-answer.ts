import type { RequestContext } from '../../revocation/command.ts';
import type { FinalOutcome } from '../../revocation/intents/intent.ts';

/** How an intent ended, in words for people. */
export interface OutcomeAnswer {
  readonly kind: FinalOutcome['kind'];
  /** Why it could never succeed. */
  readonly code?: string;
  /** What was asked for as well and could not be ended. */
  readonly leftAlive?: readonly string[];
  /** Cognito's own name for its refusal. */
  readonly exceptionName?: string;
  /** Who dropped it, where an admin did. */
  readonly by?: Omit<RequestContext, 'reason'> & { readonly reason?: string };
}

export function outcomeAnswer(outcome: FinalOutcome): OutcomeAnswer {
  switch (outcome.kind) {
    case 'rejected':
      return { kind: outcome.kind, code: outcome.code, exceptionName: outcome.exceptionName };
    case 'already-dead':
      return { kind: outcome.kind, exceptionName: outcome.exceptionName };
    case 'confirmed': {
      const { kind, leftAlive } = outcome;
      return leftAlive === undefined ? { kind } : { kind, leftAlive };
    }
    case 'abandoned':
      return { kind: outcome.kind, ...(outcome.by === undefined ? {} : { by: droppedBy(outcome.by) }) };
    case 'expired':
      return { kind: outcome.kind };
  }
}

function droppedBy({
  requestId,
  actor,
  clientAddress,
  reason,
}: RequestContext): NonNullable<OutcomeAnswer['by']> {
  return { requestId, actor, clientAddress, ...(reason === undefined ? {} : { reason }) };
}
