import { ServiceError } from '../errors/service-error.ts';
import { tokenKind } from '../tokens/token-kind.ts';

/**
 * Refuses what cannot be a refresh token, so that Cognito need not be asked.
 *
 * @throws ServiceError `invalid-request` if there is none, `unsupported-token-type` for an access token or ID token
 */
export function requireRefreshToken(token: string | undefined): string {
  if (token === undefined) {
    throw new ServiceError('invalid-request', 'The refresh token is missing: send it as refreshToken.');
  }
  if (tokenKind(token) === 'signed') {
    throw new ServiceError(
      'unsupported-token-type',
      'This is an access token or ID token. Send the refresh token of the session as refreshToken.',
    );
  }
  return token;
}
