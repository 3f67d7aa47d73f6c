import { checkAccessToken, type AccessTokenOwner } from '../../pool/check-access-token.ts';
import { USER_ADMIN_SCOPE } from '../../pool/issue-tokens.ts';
import type { World } from '../../world.ts';

/**
 * Whose sessions an access token may list and end. Whether it needs a scope for that, nothing says.
 *
 * @throws CognitoError as `checkAccessToken`
 */
export function sessionOwner(accessToken: string, world: World): AccessTokenOwner {
  const scope = world.unknowns.sessionScope === 'userAdmin' ? USER_ADMIN_SCOPE : null;
  return checkAccessToken(accessToken, world.pools.values(), world.clock, scope);
}
