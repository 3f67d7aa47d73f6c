import type { CallSignal } from './call-signal.ts';
import type { UpstreamOutcome } from './upstream-outcome.ts';

export interface TokenToRevoke {
  readonly clientId: string;
  readonly refreshToken: string;
  /**
   * Send `RevokeAssociatedSessions: LINKED`. Where it is not known that this ends a managed login, the outcome says that
   * it is left alive.
   */
  readonly endSso: boolean;
}

/**
 * Waits for the turn of one more call to Cognito, and says whether it may go out. Never throws. A revocation was admitted
 * with one call; where the secret is in doubt it needs more: `token` to try another one with its token, `app-client` to
 * ask what concerns all tokens of its app client.
 */
export type AdmitMore = (about: 'token' | 'app-client') => Promise<boolean>;

/**
 * Revokes a refresh token at Cognito, adding the app client's secret.
 *
 * An implementation makes one try (no retry of its own), ends within the signal's deadline whatever the other
 * side does, reads at most 64 kB of an answer, follows no redirect, and never throws for anything that Cognito or
 * the network did: it returns the outcome. It throws only for an app client that is not configured.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export interface TokenRevoker {
  /** @param admitMore asked before every call but the first; left out, all may go out */
  revoke(token: TokenToRevoke, signal: CallSignal, admitMore?: AdmitMore): Promise<UpstreamOutcome>;
}
