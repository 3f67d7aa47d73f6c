import type { ErrorCode } from '../errors/error-code.ts';
import { ServiceError } from '../errors/service-error.ts';
import { effectsOf, pendingEffectsOf, type ReceiptFacts } from './effects/effects-of.ts';
import type { FinalOutcome, IntentState } from './intents/intent.ts';
import type { ParkCause, RejectionCode } from './ports/upstream-outcome.ts';
import type { Receipt } from './receipt.ts';
import type { TryResult } from './tries/try-at-cognito.ts';

const RETRY_AFTER_SECONDS = 2;
const RETRY_AFTER_SECONDS_WHEN_PARKED = 30;

const REJECTIONS: Record<RejectionCode, string> = {
  'unsupported-token-type': 'This is not a refresh token. Send the refresh token of the session.',
  'token-not-of-client':
    'The refresh token was issued to another app client. Send the client id it was issued to.',
  'user-not-found': 'The user pool has no such user.',
  forbidden: 'This account is protected: no order of an admin may touch it.',
  'session-not-found': 'The user has no such session, or it has ended. List the sessions again.',
  'current-session':
    'This is the session that the access token is of. To end it, send its refresh token to POST /logout.',
  'feature-unavailable':
    'The user pool keeps no records of sessions. Its operator can switch session tracking on, which needs the Essentials or Plus tier.',
  unauthenticated:
    'The access token was not accepted, so only the session of the refresh token was ended. Sign in again to end all.',
};

const OWN_SESSION_REJECTED =
  'Cognito did not accept the access token. Sign in again, with the scope aws.cognito.signin.user.admin.';

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
      throw new ServiceError(errorCodeOf(outcome.code), rejection(outcome.code, facts), {
        cause: outcome.exceptionName,
      });
    case 'retry':
      if (facts.isKept) return receipt('accepted', facts);
      throw notKept(outcome.cause, outcome.retryAfterSeconds);
    case 'not-asked':
      if (facts.isKept) return receipt('accepted', facts);
      throw notKept(outcome.kind, Math.max(RETRY_AFTER_SECONDS, Math.ceil(outcome.retryInMs / 1000)));
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

function errorCodeOf(code: RejectionCode): ErrorCode {
  return code === 'current-session' ? 'invalid-request' : code;
}

function rejection(code: RejectionCode, { command }: ReceiptFacts): string {
  if (code === 'unauthenticated' && command.act === 'end-own-sessions') return SIGN_OUT_REJECTED;
  if (code === 'unauthenticated' && command.act === 'end-own-session') return OWN_SESSION_REJECTED;
  return REJECTIONS[code];
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

function notKept(cause: string, retryAfterSeconds = RETRY_AFTER_SECONDS): ServiceError {
  return new ServiceError(
    'not-durable',
    'Cognito did not confirm in time, and nothing was promised: try again with the same token.',
    { cause, retryAfterSeconds },
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
