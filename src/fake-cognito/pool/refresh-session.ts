import { CognitoError } from '../cognito-error.ts';
import type { FakeClock } from '../clock.ts';
import { rotates, type AppClient } from './app-client.ts';
import { issueTokens, type IssuedTokens } from './issue-tokens.ts';
import { createRefreshToken } from './refresh-token.ts';
import { noteUse } from './sessions/session-record.ts';
import { UNKNOWN_VISITOR, type Visitor } from './sessions/visitor.ts';
import { isRevoked, type RefreshTokenRecord, type TokenFamily } from './token-families.ts';
import { hasUser, type UserPool } from './user-pool.ts';

export interface Refresh {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly refreshToken: string;
  readonly clock: FakeClock;
  readonly visitor?: Visitor | undefined;
}

export interface RefreshedTokens extends IssuedTokens {
  /** The successor, when the app client rotates its refresh tokens. */
  readonly refreshToken: string | undefined;
}

/**
 * Finds the family of a refresh token that may be used by this app client.
 *
 * @throws CognitoError NotAuthorizedException
 */
export function checkRefreshToken({ pool, client, refreshToken, clock }: Refresh): RefreshTokenRecord {
  const record = pool.families.findRefreshToken(refreshToken);
  if (record === undefined) throw notAuthorized('Invalid Refresh Token');
  const { family } = record;
  if (family.clientId !== client.clientId) throw notAuthorized('Refresh Token has different Client');
  if (!hasUser(pool, family.user)) {
    throw notAuthorized('The user has been deleted for the associated refresh token');
  }
  if (!family.user.enabled) throw notAuthorized('User is disabled.');
  if (isRevoked(family)) throw revoked(client);
  if (family.expiresAtMs <= clock.nowMs()) throw notAuthorized('Refresh Token has expired');
  return record;
}

/**
 * Exchanges a refresh token for new tokens.
 *
 * @throws CognitoError NotAuthorizedException, or RefreshTokenReuseException for a token that was rotated away
 */
export function refreshSession(refresh: Refresh): RefreshedTokens {
  const { pool, client, clock, visitor = UNKNOWN_VISITOR } = refresh;
  const record = checkRefreshToken(refresh);
  noteUse(record.family.record, visitor, clock.nowMs());
  const successor = rotates(client) ? rotate(record, refresh) : undefined;
  return { ...issueTokens({ pool, client, family: record.family, clock }), refreshToken: successor };
}

/** The old token stays good for the grace period, counted from its first use. Its family stays alive either way. */
function rotate(record: RefreshTokenRecord, { pool, client, clock }: Refresh): string {
  const graceMs = (client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * 1000;
  if (record.rotatedAtMs !== undefined && clock.nowMs() >= record.rotatedAtMs + graceMs) {
    throw new CognitoError('RefreshTokenReuseException', 'Refresh token reuse detected');
  }
  record.rotatedAtMs ??= clock.nowMs();
  return addSuccessor(pool, record.family);
}

function addSuccessor(pool: UserPool, family: TokenFamily): string {
  const successor = createRefreshToken({ rotated: true });
  pool.families.addRefreshToken(successor, family);
  return successor;
}

/** Cognito gives no message where the app client rotates its refresh tokens. */
function revoked(client: AppClient): CognitoError {
  return rotates(client)
    ? new CognitoError('NotAuthorizedException')
    : notAuthorized('Refresh Token has been revoked');
}

function notAuthorized(message: string): CognitoError {
  return new CognitoError('NotAuthorizedException', message);
}
