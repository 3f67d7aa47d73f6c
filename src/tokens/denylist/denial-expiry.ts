/**
 * Longest life that Cognito allows an access or ID token, in seconds.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export const TOKEN_VALIDITY_SECONDS_MAX = 86_400;

/** How far the clocks of Cognito, the service and a resource server may be apart before a denial could end too early. */
export const CLOCK_SKEW_SECONDS = 300;

/**
 * When a denial may be forgotten: in the second in which the last token that it can hit has expired, plus skew.
 * Forgetting it then changes the answer for no token that is still valid.
 *
 * @param lastIssuedAtSeconds no token that the denial hits is issued after this second. For a not-before time that is
 *   the time itself. For a session it is the time at which Cognito confirmed its revocation: a denial that was written
 *   before that is to be written anew when Cognito confirms
 * @param tokenValiditySeconds the longest life that the app client gives an access or ID token. Left out, or beyond
 *   Cognito's maximum of a day, a day counts
 */
export function denialExpirySeconds(
  lastIssuedAtSeconds: number,
  tokenValiditySeconds = TOKEN_VALIDITY_SECONDS_MAX,
): number {
  const known = tokenValiditySeconds > 0 ? tokenValiditySeconds : TOKEN_VALIDITY_SECONDS_MAX;
  return Math.ceil(lastIssuedAtSeconds) + Math.min(known, TOKEN_VALIDITY_SECONDS_MAX) + CLOCK_SKEW_SECONDS;
}
