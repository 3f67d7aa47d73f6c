export type TokenUse = 'access' | 'id';

/**
 * What a verified Cognito access or ID token says. Values of this type exist only after the signature, issuer,
 * expiry and app client were checked. Times are seconds since the epoch, as in the token.
 */
export interface VerifiedClaims {
  readonly tokenUse: TokenUse;
  readonly sub: string;
  readonly username: string;
  readonly clientId: string;
  readonly userPoolId: string;
  /** The sign-in that the token descends from. Absent when token revocation is off for the app client. */
  readonly originJti: string | undefined;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
}
