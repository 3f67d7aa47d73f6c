import type { FinalOutcome } from '../../revocation/intents/intent.ts';

/** How an intent ended, in words for people. */
export interface OutcomeAnswer {
  readonly kind: FinalOutcome['kind'];
  /** Why it could never succeed. */
  readonly code?: string;
  /** Cognito's own name for its refusal. */
  readonly exceptionName?: string;
}

export function outcomeAnswer(outcome: FinalOutcome): OutcomeAnswer {
  switch (outcome.kind) {
    case 'rejected':
      return { kind: outcome.kind, code: outcome.code, exceptionName: outcome.exceptionName };
    case 'already-dead':
      return { kind: outcome.kind, exceptionName: outcome.exceptionName };
    case 'confirmed':
    case 'expired':
    case 'abandoned':
      return { kind: outcome.kind };
  }
}
