import { ServiceError } from '../errors/service-error.ts';
import { effectsOf, type ReceiptFacts } from './effects-of.ts';
import type { ParkCause, RejectionCode, UpstreamOutcome } from './ports/upstream-outcome.ts';
import type { Receipt } from './receipt.ts';

const RETRY_AFTER_SECONDS = 2;
const RETRY_AFTER_SECONDS_WHEN_PARKED = 30;

const REJECTIONS: Record<RejectionCode, string> = {
  'unsupported-token-type': 'This is not a refresh token. Send the refresh token of the session.',
  'token-not-of-client':
    'The refresh token was issued to another app client. Send the client id it was issued to.',
  'user-not-found': 'The user pool has no such user.',
  unauthenticated:
    'The access token was not accepted, so only the session of the refresh token was ended. Sign in again to end all.',
};

/** In Cognito's own words, since it is Cognito's own operation. */
const SIGN_OUT_REJECTED = 'Access Token has been revoked';

/**
 * Turns what Cognito said into the receipt, or into the error that the caller gets.
 *
 * @throws ServiceError see `EndSession`
 */
export function answerFor(outcome: UpstreamOutcome, facts: ReceiptFacts): Receipt {
  switch (outcome.kind) {
    case 'confirmed':
    case 'already-dead':
      return receipt(facts);
    case 'rejected':
      throw new ServiceError(outcome.code, rejection(outcome.code, facts), { cause: outcome.exceptionName });
    case 'retry':
      throw new ServiceError(
        'not-durable',
        'Cognito did not confirm in time, and nothing was promised: try again with the same token.',
        {
          cause: outcome.cause,
          retryAfterSeconds: outcome.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
        },
      );
    case 'parked':
      throw parked(outcome.cause);
  }
}

function rejection(code: RejectionCode, { command }: ReceiptFacts): string {
  const isSignOut = command.act === 'end-own-sessions' && code === 'unauthenticated';
  return isSignOut ? SIGN_OUT_REJECTED : REJECTIONS[code];
}

function parked(cause: ParkCause): ServiceError {
  return new ServiceError(
    'client-misconfigured',
    'The session was not ended: the service is not set up correctly for this. Its operator has been told.',
    { cause, retryAfterSeconds: RETRY_AFTER_SECONDS_WHEN_PARKED },
  );
}

function receipt(facts: ReceiptFacts): Receipt {
  const { command, receiptId } = facts;
  const logoutUrl = command.act === 'end-user-sessions' ? undefined : command.appClient.managedLogoutUrl;
  return {
    status: 'revoked',
    receiptId,
    effects: effectsOf(facts),
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
  };
}
