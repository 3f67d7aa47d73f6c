import type { TokenFamily } from './token-families.ts';
import type { UserPool } from './user-pool.ts';

/**
 * Revokes every refresh token of a family, whichever of them was named, and the access tokens that hang on it.
 *
 * `linked` also ends the managed-login session that the family came through; Cognito does so only where session
 * tracking is on, and leaves the other families of that session alone.
 */
export function revokeFamily(
  pool: UserPool,
  family: TokenFamily,
  { linked }: { readonly linked: boolean },
): void {
  family.revoked = true;
  if (linked && pool.sessionTracking && family.ssoSessionId !== undefined) {
    pool.ssoSessions.endById(family.ssoSessionId);
  }
}
