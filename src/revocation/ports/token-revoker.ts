import type { UpstreamOutcome } from './upstream-outcome.ts';

export interface TokenToRevoke {
  readonly clientId: string;
  readonly refreshToken: string;
  /** Send `RevokeAssociatedSessions: LINKED`. */
  readonly endSso: boolean;
}

/**
 * Revokes a refresh token at Cognito, adding the app client's secret.
 *
 * An implementation makes one try (no retry of its own), ends within the signal's deadline whatever the other
 * side does, reads at most 64 kB of an answer, follows no redirect, and never throws for anything that Cognito or
 * the network did: it returns the outcome. It throws only for an app client that is not configured.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export interface TokenRevoker {
  revoke(token: TokenToRevoke, signal: AbortSignal): Promise<UpstreamOutcome>;
}
