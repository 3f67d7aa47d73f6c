import type { VerifiedClaims } from '../claims.ts';
import type { DenialTarget } from './denial.ts';

/** What of a verified token a denial can hit. */
export type DeniableClaims = Pick<
  VerifiedClaims,
  'userPoolId' | 'sub' | 'clientId' | 'originJti' | 'issuedAtSeconds'
>;

/**
 * Whether any denial hits the token: where several match, the strictest decides.
 *
 * A session's denial hits every token with its `origin_jti`, those refreshed later included. A not-before time hits
 * the tokens whose `iat` is earlier. It is compared with `iat` and not with `auth_time`, which stays that of the
 * sign-in through all refreshes, so that a denial can only hit tokens which have expired by the time at which it is
 * forgotten; a session that goes on because Cognito could not be told to end it gets tokens that are accepted, until
 * the sign-out is confirmed and its not-before time set anew.
 *
 * Expiry is not looked at: see `denialExpirySeconds`.
 */
export function isDenied(claims: DeniableClaims, denials: Iterable<DenialTarget>): boolean {
  for (const denial of denials) {
    if (denial.userPoolId === claims.userPoolId && hits(denial, claims)) return true;
  }
  return false;
}

function hits(denial: DenialTarget, claims: DeniableClaims): boolean {
  switch (denial.kind) {
    case 'session':
      return denial.originJti === claims.originJti;
    case 'user':
      return denial.sub === claims.sub && claims.issuedAtSeconds < denial.notBeforeSeconds;
    case 'app-client':
      return denial.clientId === claims.clientId && claims.issuedAtSeconds < denial.notBeforeSeconds;
    case 'user-pool':
      return claims.issuedAtSeconds < denial.notBeforeSeconds;
  }
}
