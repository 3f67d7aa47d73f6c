import type { VerifiedClaims } from '../../tokens/claims.ts';

/**
 * Verifies Cognito's access and ID tokens offline: RS256 signature, issuer, expiry, `token_use`, and that the app
 * client is one of the configured ones.
 */
export interface TokenVerifier {
  /**
   * The claims of a token that verified, or undefined for any other: forged, expired, of a foreign pool or client.
   *
   * @throws ServiceError `not-durable` when the keys of the token's pool are out of reach: then nobody knows
   */
  verify(token: string): Promise<VerifiedClaims | undefined>;
}
