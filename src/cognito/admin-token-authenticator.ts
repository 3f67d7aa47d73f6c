import { ALL_ADMIN_ACTS, USUAL_ADMIN_ACTS, type AdminAct } from '../revocation/admin-act.ts';
import type { AdminAuthentication, AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';
import type { Denials } from '../revocation/ports/denials.ts';
import type { TokenVerifier } from '../revocation/ports/token-verifier.ts';
import type { VerifiedClaims } from '../tokens/claims.ts';

/** What makes a user an admin. All that are set have to be met. */
export interface AdminRights {
  readonly group?: string | undefined;
  readonly scope?: string | undefined;
  /** What admins in a group may do; who is in none of them is no admin. */
  readonly groupActs?: ByName<AdminAct> | undefined;
  /** What a token with a scope may be used for; one without any of them gives no rights. */
  readonly scopeActs?: ByName<AdminAct> | undefined;
  /** The user pools whose users admins in a group may touch, or a token with a scope; all of them where both are unset. */
  readonly groupPools?: ByName<string> | undefined;
  readonly scopePools?: ByName<string> | undefined;
}

type ByName<Item> = ReadonlyMap<string, readonly Item[]>;

/**
 * Proves admins by their Cognito access token, for as long as it is not denied: whoever ends the session of an admin
 * ends what its tokens open here, too.
 *
 * @param verifier accepts tokens of the admins' user pool and app client, and of no other
 * @throws Error when nothing is required: every user of the pool would be an admin
 */
export function createAdminTokenAuthenticator(
  verifier: TokenVerifier,
  denials: Pick<Denials, 'hits'>,
  rights: AdminRights,
): AdminAuthenticator {
  const { group, scope, groupActs, scopeActs } = rights;
  if ([group, scope, groupActs, scopeActs].every((right) => right === undefined)) {
    throw new Error('an admin group or an admin scope has to be required');
  }
  return {
    authenticate: async (credential) => {
      const claims = await verifier.verify(credential);
      if (claims === undefined) return { kind: 'unauthenticated', why: 'token-not-verified' };
      if (claims.tokenUse !== 'access') return { kind: 'unauthenticated', why: 'not-an-access-token' };
      if (await denials.hits(claims)) return { kind: 'unauthenticated', why: 'token-denied' };
      return authorize(claims, rights);
    },
  };
}

function authorize(claims: VerifiedClaims, rights: AdminRights): AdminAuthentication {
  const { group, scope } = rights;
  if (group !== undefined && !claims.groups.includes(group))
    return { kind: 'forbidden', why: 'not-in-group' };
  if (scope !== undefined && !claims.scopes.includes(scope))
    return { kind: 'forbidden', why: 'without-scope' };
  const acts = actsOf(claims, rights);
  if (acts.length === 0) return { kind: 'forbidden', why: 'without-acts' };
  const userPoolIds = poolsOf(claims, rights);
  if (userPoolIds.length === 0) return { kind: 'forbidden', why: 'without-user-pools' };
  const { sub: id, username: name } = claims;
  return { kind: 'authenticated', admin: { id, name, via: 'access-token', userPoolIds, acts } };
}

/** A group says what a person may do, a scope what for this token may be used: the narrower of both counts. */
function actsOf({ groups, scopes }: VerifiedClaims, { groupActs, scopeActs }: AdminRights) {
  if (groupActs === undefined && scopeActs === undefined) return USUAL_ADMIN_ACTS;
  const byGroup = given(groupActs, groups) ?? ALL_ADMIN_ACTS;
  const byScope = given(scopeActs, scopes) ?? ALL_ADMIN_ACTS;
  return byGroup.filter((act) => byScope.includes(act));
}

/** Where both say, the narrower counts here too. */
function poolsOf({ groups, scopes }: VerifiedClaims, { groupPools, scopePools }: AdminRights) {
  const byGroup = given(groupPools, groups);
  const byScope = given(scopePools, scopes);
  if (byGroup === undefined || byScope === undefined) return byGroup ?? byScope ?? 'all';
  return byGroup.filter((userPoolId) => byScope.includes(userPoolId));
}

/** What all of these names give together; undefined where no names count. */
function given<Item>(lists: ByName<Item> | undefined, names: readonly string[]): readonly Item[] | undefined {
  return lists && [...new Set(names.flatMap((name) => lists.get(name) ?? []))];
}
