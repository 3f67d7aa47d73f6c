import type { TokenFamily } from '../token-families.ts';
import type { User } from '../user.ts';
import { tracksSessions, type UserPool } from '../user-pool.ts';
import type { World } from '../../world.ts';
import type { SsoSession } from './sso-sessions.ts';

export interface Ending {
  /** `RevokeAssociatedSessions: LINKED`. Does nothing, and says nothing, where session tracking is off. */
  readonly linked: boolean;
  readonly nowMs: number;
  /** After how long the sessions that are linked end, too. */
  readonly linkedDelayMs: number;
}

/**
 * Revokes every refresh token of a family, whichever of them was named, and the access tokens that hang on it.
 *
 * `linked` also ends the managed-login session that the family came through, and leaves the other families of that
 * session alone.
 */
export function endTokenSession(pool: UserPool, family: TokenFamily, ending: Ending): void {
  endFamily(family, ending.nowMs);
  const parent = pool.ssoSessions.ofUser(family.user).find(isParentOf(family));
  if (parent !== undefined) endLater(pool, ending, (atMs) => pool.ssoSessions.end(parent, atMs));
}

/** `linked` also ends the families that came through the managed-login session. */
export function endSsoSession(pool: UserPool, session: SsoSession, ending: Ending): void {
  pool.ssoSessions.end(session, ending.nowMs);
  for (const family of pool.families.ofUser(session.user)) {
    if (isParentOf(family)(session)) endLater(pool, ending, (atMs) => endFamily(family, atMs));
  }
}

/** Ends all tokens of a user. Nobody knows whether that ends tracked managed-login sessions as well. */
export function signOutUser(pool: UserPool, user: User, { clock, unknowns }: World): void {
  const nowMs = clock.nowMs();
  user.signOuts += 1;
  if (unknowns.ssoAtSignOut === 'kept' || !tracksSessions(pool)) return;
  for (const session of pool.ssoSessions.ofUser(user)) pool.ssoSessions.end(session, nowMs);
}

export function endFamily(family: TokenFamily, nowMs: number): void {
  family.revoked = true;
  family.record.endedAtMs ??= nowMs;
}

function isParentOf(family: TokenFamily): (session: SsoSession) => boolean {
  return ({ record }) => record.sessionId === family.ssoSessionId;
}

function endLater(
  pool: UserPool,
  { linked, nowMs, linkedDelayMs }: Ending,
  end: (atMs: number) => void,
): void {
  if (!linked || !tracksSessions(pool)) return;
  const atMs = nowMs + linkedDelayMs;
  pool.later.add(atMs, nowMs, () => end(atMs));
}
