import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import { denialExpirySeconds } from '../../tokens/denylist/denial-expiry.ts';
import { firstAcceptedSecond } from '../../tokens/denylist/first-accepted-second.ts';
import type { AppClientProfile } from '../app-client-profile.ts';

/** Ends are rounded up to this, so that the same logout again, a moment later, is the same entry. */
const EXPIRY_STEP_SECONDS = 300;
/** While Cognito cannot be told, its end is put off in such steps, so that few entries do for a long outage. */
const PENDING_STEP_SECONDS = 43_200;

/**
 * The denial of the session that a token proves, for as long as Cognito may give tokens of it until it is told to
 * stop. Undefined for a token that does not say of which session it is.
 *
 * @param lastIssuedAtMs no token of the session is issued after this
 * @param validitySeconds the longest life of the app client's access and ID tokens; the token's own life counts if longer
 */
export function sessionDenial(
  proof: VerifiedClaims,
  lastIssuedAtMs: number,
  validitySeconds: number,
): Denial | undefined {
  return sessionDenialUntil(proof, lastIssuedAtMs / 1000, validitySeconds, EXPIRY_STEP_SECONDS);
}

/**
 * The same, while Cognito goes on giving tokens of the session, since it could not be told to stop. To be written anew
 * with every try: it changes twice a day.
 */
export function pendingSessionDenial(
  proof: VerifiedClaims,
  nowMs: number,
  validitySeconds: number,
): Denial | undefined {
  return sessionDenialUntil(
    proof,
    nowMs / 1000 + PENDING_STEP_SECONDS,
    validitySeconds,
    PENDING_STEP_SECONDS,
  );
}

function sessionDenialUntil(
  { userPoolId, originJti, issuedAtSeconds, expiresAtSeconds }: VerifiedClaims,
  lastIssuedAtSeconds: number,
  validitySeconds: number,
  stepSeconds: number,
): Denial | undefined {
  if (originJti === undefined) return undefined;
  const lifeSeconds = Math.max(validitySeconds, expiresAtSeconds - issuedAtSeconds);
  const ends = denialExpirySeconds(lastIssuedAtSeconds, lifeSeconds);
  return {
    kind: 'session',
    userPoolId,
    originJti,
    expiresAtSeconds: Math.ceil(ends / stepSeconds) * stepSeconds,
  };
}

/**
 * The denial of all tokens that a user was given before a sign-out. Which app clients they are of is not known, so
 * the longest life that Cognito allows counts.
 *
 * @param proof a token of the user; one that Cognito's clock dates later than ours is denied all the same
 */
export function userDenial(
  { userPoolId, sub }: { readonly userPoolId: string; readonly sub: string },
  signedOutAtMs: number,
  proof: VerifiedClaims | undefined,
): Denial {
  const notBeforeSeconds = Math.max(
    firstAcceptedSecond(signedOutAtMs),
    proof === undefined ? 0 : proof.issuedAtSeconds + 1,
  );
  return {
    kind: 'user',
    userPoolId,
    sub,
    notBeforeSeconds,
    expiresAtSeconds: denialExpirySeconds(notBeforeSeconds),
  };
}

/**
 * For how long a session's tokens can be accepted by a resource server after the last of them was issued: it may take
 * ID tokens as well as access tokens, so the longer life of the two counts. In seconds.
 */
export function longestTokenValidity(
  appClient: Pick<AppClientProfile, 'accessTokenValiditySeconds' | 'idTokenValiditySeconds'>,
): number {
  return Math.max(appClient.accessTokenValiditySeconds, appClient.idTokenValiditySeconds);
}
