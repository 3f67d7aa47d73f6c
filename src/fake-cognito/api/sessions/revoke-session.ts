import { CognitoError } from '../../cognito-error.ts';
import { activeFamilies, activeSsoSessions } from '../../pool/sessions/active-sessions.ts';
import { endSsoSession, endTokenSession, type Ending } from '../../pool/sessions/end-session.ts';
import type { TokenFamily } from '../../pool/token-families.ts';
import type { User } from '../../pool/user.ts';
import type { UserPool } from '../../pool/user-pool.ts';
import type { Unknowns } from '../../unknowns.ts';
import type { World } from '../../world.ts';

/** Members of AdminRevokeUserSession and RevokeUserSession. */
export const SESSION_MEMBERS = {
  SessionId: { required: true, pattern: '[a-z0-9]+', lengthMin: 28, lengthMax: 28 },
  RevokeAssociatedSessions: { pattern: 'NONE|LINKED' },
} as const;

export interface SessionToEnd {
  readonly pool: UserPool;
  readonly user: User;
  readonly sessionId: string;
  readonly linked: boolean;
  /** The session of the access token that asks: it cannot be ended so. */
  readonly current?: TokenFamily;
}

/**
 * Ends one session of a user.
 *
 * @throws CognitoError for a session that is not one of the user's active ones, and for the current one
 */
export function revokeSession({ pool, user, sessionId, linked, current }: SessionToEnd, world: World): void {
  const { clock, unknowns } = world;
  const nowMs = clock.nowMs();
  const ending: Ending = { linked, nowMs, linkedDelayMs: unknowns.sessionDelayMs };
  if (current?.record.sessionId === sessionId) throw currentSession(unknowns);
  const family = activeFamilies(pool, user, nowMs).find(({ record }) => record.sessionId === sessionId);
  if (family !== undefined) return endTokenSession(pool, family, ending);
  const sso = activeSsoSessions(pool, user, nowMs).find(({ record }) => record.sessionId === sessionId);
  if (sso === undefined) throw unknownSession(unknowns);
  endSsoSession(pool, sso, ending);
}

function unknownSession({ unknownSession }: Unknowns): CognitoError {
  const types = {
    resourceNotFound: 'ResourceNotFoundException',
    invalidParameter: 'InvalidParameterException',
    notAuthorized: 'NotAuthorizedException',
  };
  return new CognitoError(types[unknownSession], 'Session does not exist.');
}

function currentSession({ currentSession }: Unknowns): CognitoError {
  const types = { invalidParameter: 'InvalidParameterException', notAuthorized: 'NotAuthorizedException' };
  return new CognitoError(types[currentSession], 'The current session cannot be revoked.');
}
