import { USUAL_ADMIN_ACTS } from '../revocation/admin-act.ts';
import type { AdminAuthentication, AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';
import type { TokenVerifier } from '../revocation/ports/token-verifier.ts';
import type { VerifiedClaims } from '../tokens/claims.ts';

/** What makes a user an admin. Where both are set, both are needed. */
export interface AdminRights {
  readonly group?: string | undefined;
  readonly scope?: string | undefined;
}

/**
 * Proves admins by their Cognito access token.
 *
 * @param verifier accepts tokens of the admins' user pool and app client, and of no other
 * @throws Error when neither group nor scope is required: every user of the pool would be an admin
 */
export function createAdminTokenAuthenticator(
  verifier: TokenVerifier,
  rights: AdminRights,
): AdminAuthenticator {
  if (rights.group === undefined && rights.scope === undefined) {
    throw new Error('an admin group or an admin scope has to be required');
  }
  return {
    authenticate: async (credential) => {
      const claims = await verifier.verify(credential);
      if (claims === undefined) return { kind: 'unauthenticated', why: 'token-not-verified' };
      if (claims.tokenUse !== 'access') return { kind: 'unauthenticated', why: 'not-an-access-token' };
      return authorize(claims, rights);
    },
  };
}

function authorize(claims: VerifiedClaims, { group, scope }: AdminRights): AdminAuthentication {
  if (group !== undefined && !claims.groups.includes(group))
    return { kind: 'forbidden', why: 'not-in-group' };
  if (scope !== undefined && !claims.scopes.includes(scope))
    return { kind: 'forbidden', why: 'without-scope' };
  const { sub: id, username: name } = claims;
  const admin = { id, name, via: 'access-token', userPoolIds: 'all', acts: USUAL_ADMIN_ACTS } as const;
  return { kind: 'authenticated', admin };
}
