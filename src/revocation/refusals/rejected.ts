import { ServiceError } from '../../errors/service-error.ts';
import type { RejectionCode } from '../ports/upstream-outcome.ts';

/** What callers hear of what is refused for good. */
const SENTENCES: Readonly<Record<RejectionCode, string>> = {
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
    'Cognito did not accept the access token. Sign in again, with the scope aws.cognito.signin.user.admin.',
};

/**
 * @param cause name of Cognito's exception, for the log
 * @param sentence where another one than usual is right
 */
export function rejected(code: RejectionCode, cause?: string, sentence = SENTENCES[code]): ServiceError {
  return new ServiceError(code === 'current-session' ? 'invalid-request' : code, sentence, { cause });
}
