import { CognitoError } from '../cognito-error.ts';
import { nowSeconds, type FakeClock } from '../clock.ts';
import { USER_ADMIN_SCOPE } from './issue-tokens.ts';
import { decodeJwt, isSignedBy, type DecodedJwt } from './jwt.ts';
import { isAccessTokenRevoked, type TokenFamily } from './token-families.ts';
import { hasUser, type UserPool } from './user-pool.ts';

export interface AccessTokenOwner {
  readonly pool: UserPool;
  readonly family: TokenFamily;
}

/**
 * What Cognito checks before an operation that an access token authorises, in its order.
 *
 * @param requiredScope the scope that the token must have; null where it needs none
 * @throws CognitoError NotAuthorizedException, UserNotFoundException or ResourceNotFoundException
 */
export function checkAccessToken(
  token: string,
  pools: Iterable<UserPool>,
  clock: FakeClock,
  requiredScope: string | null = USER_ADMIN_SCOPE,
): AccessTokenOwner {
  const { pool, jwt } = readSigned(token, pools);
  if (Number(jwt.claims['exp']) <= nowSeconds(clock)) throw notAuthorized('Access Token has expired');
  const clientId = String(jwt.claims['client_id']);
  if (!pool.clients.has(clientId)) throw clientNotFound(clientId);
  const record = pool.families.findAccessToken(token);
  if (record === undefined) throw notAuthorized('Invalid Access Token');
  const { user, scopes } = record.family;
  if (!hasUser(pool, user)) throw new CognitoError('UserNotFoundException', 'User does not exist.');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (isAccessTokenRevoked(record)) throw notAuthorized('Access Token has been revoked');
  if (requiredScope !== null && !scopes.includes(requiredScope))
    throw notAuthorized('Access Token does not have required scopes');
  return { pool, family: record.family };
}

function readSigned(
  token: string,
  pools: Iterable<UserPool>,
): { readonly pool: UserPool; readonly jwt: DecodedJwt } {
  const jwt = decodeJwt(token);
  const pool = [...pools].find(({ issuer }) => issuer === jwt?.claims['iss']);
  if (jwt === undefined || pool === undefined || jwt.claims['token_use'] !== 'access') {
    throw notAuthorized('Invalid Access Token');
  }
  if (!isSignedBy(jwt, pool.keys.access)) {
    throw notAuthorized('Could not verify signature for Access Token');
  }
  return { pool, jwt };
}

function notAuthorized(message: string): CognitoError {
  return new CognitoError('NotAuthorizedException', message);
}

export function clientNotFound(clientId: string): CognitoError {
  return new CognitoError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}
