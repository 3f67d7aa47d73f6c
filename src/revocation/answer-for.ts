import { ServiceError } from '../errors/service-error.ts';
import type { EndSessionCommand } from './command.ts';
import { effectsOf, pendingEffectsOf, type ReceiptFacts } from './effects/effects-of.ts';
import type { FinalOutcome, IntentState } from './intents/intent.ts';
import type { ParkCause, RejectionCode } from './ports/upstream-outcome.ts';
import type { Receipt } from './receipt.ts';
import { rejected } from './refusals/rejected.ts';
import { retryAfter, RETRY_AFTER_SECONDS_WHEN_PARKED } from './refusals/retry-after.ts';
import type { TryResult } from './tries/try-at-cognito.ts';

/** Where the session of the refresh token was ended all the same. */
const EVERYWHERE_REJECTED =
  'The access token was not accepted, so only the session of the refresh token was ended. Sign in again to end all.';

/** In Cognito's own words, since it is Cognito's own operation. */
const SIGN_OUT_REJECTED = 'Access Token has been revoked';

export interface AnswerFacts extends ReceiptFacts {
  /** Whether the intent is stored durably, so that it is tried until Cognito confirms. */
  readonly isKept: boolean;
}

/**
 * Turns what Cognito said into the receipt, or into the error that the caller gets.
 *
 * @throws ServiceError see `EndSession`
 */
export function answerFor(outcome: TryResult['outcome'], facts: AnswerFacts): Receipt {
  switch (outcome.kind) {
    case 'confirmed':
      return receipt(
        'revoked',
        outcome.leftAlive === undefined ? facts : { ...facts, isManagedLoginLeft: true },
      );
    case 'already-dead':
      return receipt('revoked', { ...facts, isManagedLoginLeft: isNothingLinked(facts.command) });
    case 'rejected':
      throw rejected(outcome.code, outcome.exceptionName, sentenceFor(outcome.code, facts.command));
    case 'retry':
      if (facts.isKept) return receipt('accepted', facts);
      throw notKept(outcome.cause, outcome.retryAfterSeconds);
    case 'not-asked':
      if (facts.isKept) return receipt('accepted', facts);
      throw notKept(outcome.kind, outcome.retryInMs / 1000);
    case 'unproven':
      return facts.isKept
        ? receipt('accepted', facts)
        : receipt('revoked', { ...facts, isManagedLoginUnproven: true });
    case 'parked':
      if (facts.isKept) return receipt('accepted', facts);
      throw parked(outcome.cause);
  }
}

/** With a token that is dead already, Cognito ends nothing that is linked with it. */
function isNothingLinked(command: ReceiptFacts['command']): boolean {
  return command.act === 'end-token-session' && command.everywhere === undefined;
}

/** Where the act has a sentence of its own for it. */
function sentenceFor(code: RejectionCode, { act }: EndSessionCommand): string | undefined {
  if (code !== 'unauthenticated') return undefined;
  if (act === 'end-token-session') return EVERYWHERE_REJECTED;
  return act === 'end-own-sessions' ? SIGN_OUT_REJECTED : undefined;
}

/**
 * The answer to an order that is known already: what became of it, or that it is still to come.
 *
 * @throws ServiceError see `EndSession`
 */
export function answerForKnown(state: IntentState, facts: AnswerFacts): Receipt {
  if (state.kind === 'settled') return answerForFinal(state.outcome, facts);
  if (facts.isKept) return receipt('accepted', facts);
  throw notKept('the same order is being tried');
}

function answerForFinal(outcome: FinalOutcome, facts: AnswerFacts): Receipt {
  if (outcome.kind === 'expired' || outcome.kind === 'abandoned') throw notKept(outcome.kind);
  return answerFor(outcome, facts);
}

function notKept(cause: string, retryAfterSeconds?: number): ServiceError {
  return new ServiceError(
    'not-durable',
    'Cognito did not confirm in time, and nothing was promised: try again with the same token.',
    { cause, retryAfterSeconds: retryAfter(retryAfterSeconds) },
  );
}

function parked(cause: ParkCause): ServiceError {
  return new ServiceError(
    'client-misconfigured',
    'The session was not ended: the service is not set up correctly for this. Its operator has been told.',
    { cause, retryAfterSeconds: RETRY_AFTER_SECONDS_WHEN_PARKED },
  );
}

function receipt(status: Receipt['status'], facts: ReceiptFacts): Receipt {
  const { command, receiptId } = facts;
  const effects = status === 'revoked' ? effectsOf(facts) : pendingEffectsOf(facts);
  const logoutUrl = logoutUrlOf(command, effects);
  return {
    status,
    receiptId,
    effects,
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
  };
}

/** An admin gets the address only where it is the remedy: it has to be opened in the user's browser. */
function logoutUrlOf(command: ReceiptFacts['command'], effects: Receipt['effects']): string | undefined {
  switch (command.act) {
    case 'end-token-session':
    case 'end-own-sessions':
      return command.appClient.managedLogoutUrl;
    case 'end-user-sessions':
      return effects.some(({ remedy }) => remedy === 'logoutUrl')
        ? command.managedLogin?.logoutUrl
        : undefined;
    case 'end-session-of-user':
    case 'end-own-session':
      return undefined;
  }
}
