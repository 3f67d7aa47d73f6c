/**
 * The payload of an access or ID token of Cognito, whose signature, issuer, app client and expiry the resource server
 * has verified. What JWT libraries give out (aws-jwt-verify, jose, express-oauth2-jwt-bearer) fits as it is; @fastify/jwt
 * leaves it to the program to say of which type it is. The guard refuses a payload that lacks what a denial could hit; it
 * verifies nothing itself.
 */
export interface TokenClaims {
  /** `https://cognito-idp.<region>.amazonaws.com/<user pool id>` */
  readonly iss?: string | undefined;
  readonly sub?: string | undefined;
  /** The app client, in an access token. */
  readonly client_id?: unknown;
  /** The app client, in an ID token. */
  readonly aud?: string | readonly string[] | null | undefined;
  /** The sign-in that the token descends from. Missing if token revocation is off for the app client. */
  readonly origin_jti?: unknown;
  /** Seconds since the epoch. */
  readonly iat?: number | undefined;
}
