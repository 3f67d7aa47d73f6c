import { tokenKind } from '../../tokens/token-kind.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';

/**
 * Whether Cognito has to be asked about a token. It does not revoke access and ID tokens, and client libraries that
 * send one first would take an error for the end and never send the refresh token. What no token looks like is an
 * invalid token, for which RFC 7009 section 2.2 wants the same answer.
 */
export function mayBeRefreshToken(token: string): boolean {
  return isTokenShaped(token) && tokenKind(token) === 'opaque';
}
