import { activeFamilies, activeSsoSessions } from '../../pool/sessions/active-sessions.ts';
import type { SessionRecord } from '../../pool/sessions/session-record.ts';
import type { TokenFamily } from '../../pool/token-families.ts';
import type { User } from '../../pool/user.ts';
import type { UserPool } from '../../pool/user-pool.ts';
import type { World } from '../../world.ts';

/** Cognito gives no second page: a user can have no more than this. */
const SESSIONS_MAX = 125;

/**
 * SessionDescriptionType of every active session of a user, as it was a moment ago.
 *
 * @param current the session of the access token that asks
 */
export function describeSessions(
  pool: UserPool,
  user: User,
  { clock, unknowns }: World,
  current?: TokenFamily,
): readonly object[] {
  const nowMs = clock.nowMs();
  const asOfMs = nowMs - unknowns.sessionDelayMs;
  const families = activeFamilies(pool, user, nowMs, asOfMs).map((family) => ({
    ...describe(family.record, 'TOKEN'),
    OriginSessionId: family.ssoSessionId,
    IsCurrentSession: family === current,
  }));
  const ssoSessions = activeSsoSessions(pool, user, nowMs, asOfMs).map(({ record }) => ({
    ...describe(record, 'SSO'),
    IsCurrentSession: false,
  }));
  return [...families, ...ssoSessions].slice(0, SESSIONS_MAX);
}

function describe(record: SessionRecord, SessionType: 'TOKEN' | 'SSO'): object {
  const { sessionId, clientId, createdAtMs, lastActiveAtMs, visitor } = record;
  return {
    SessionId: sessionId,
    SessionType,
    ClientId: clientId,
    CreateDate: createdAtMs / 1000,
    LastActiveDate: lastActiveAtMs / 1000,
    DeviceType: visitor.deviceType,
    LastIPAddress: visitor.ipAddress,
    LastLocation: visitor.location,
  };
}
