import type { UpstreamOutcome } from '../upstream-outcome.ts';

export interface SessionToRevoke {
  readonly userPoolId: string;
  /** `tkn…` or `sso…`, as a `SessionDirectory` tells it. */
  readonly sessionId: string;
  /**
   * Send `RevokeAssociatedSessions: LINKED`: with a token session ends the SSO session that it came through, with an
   * SSO session the token sessions that came through it.
   */
  readonly endSso: boolean;
}

/**
 * Ends one session at Cognito, with its refresh and access tokens, and leaves the user's others alone. The same
 * obligations as for `TokenRevoker` hold: one try, bounded, and an outcome instead of an exception for whatever
 * Cognito or the network did. It throws only for a user pool that is not configured.
 *
 * Outcomes of its own: `rejected` with `session-not-found` (no such session of this user is active) and with
 * `feature-unavailable` (the user pool keeps no records of sessions).
 */
export interface SessionRevoker {
  /**
   * AdminRevokeUserSession, authorised by the service's AWS credentials. The session has to be the user's.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html
   */
  revokeOfUser(
    session: SessionToRevoke & { readonly username: string },
    signal: AbortSignal,
  ): Promise<UpstreamOutcome>;

  /**
   * RevokeUserSession, authorised by the user's own access token. Cognito refuses the session of that very token:
   * `rejected` with `current-session`.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeUserSession.html
   */
  revokeOwn(
    session: SessionToRevoke & { readonly accessToken: string },
    signal: AbortSignal,
  ): Promise<UpstreamOutcome>;
}
