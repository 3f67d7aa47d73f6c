import { isSignedOut, type TokenFamily } from '../token-families.ts';
import type { User } from '../user.ts';
import { tracksSessions, type UserPool } from '../user-pool.ts';
import { wasThereAt } from './session-record.ts';
import type { SsoSession } from './sso-sessions.ts';

/**
 * The tracked token sessions of a user that are alive.
 *
 * @param asOfMs as whose revocations and beginnings are seen; what has expired or was signed out is gone in any case
 */
export function activeFamilies(
  pool: UserPool,
  user: User,
  nowMs: number,
  asOfMs: number = nowMs,
): readonly TokenFamily[] {
  if (!tracksSessions(pool)) return [];
  return pool.families
    .ofUser(user)
    .filter(
      (family) =>
        family.isTracked &&
        wasThereAt(family.record, asOfMs) &&
        !isSignedOut(family) &&
        family.expiresAtMs > nowMs,
    );
}

/** The same of the managed-login sessions. */
export function activeSsoSessions(
  pool: UserPool,
  user: User,
  nowMs: number,
  asOfMs: number = nowMs,
): readonly SsoSession[] {
  if (!tracksSessions(pool)) return [];
  return pool.ssoSessions
    .ofUser(user)
    .filter(
      ({ isTracked, record, expiresAtMs }) => isTracked && wasThereAt(record, asOfMs) && expiresAtMs > nowMs,
    );
}
