import type { UpstreamOutcome } from '../upstream-outcome.ts';

/**
 * Ends all sessions of a user at Cognito. The same obligations as for `TokenRevoker` hold: one try, bounded, and
 * an outcome instead of an exception for whatever Cognito or the network did.
 */
export interface UserSignOut {
  /**
   * GlobalSignOut, authorised by the user's own access token, which needs the scope `aws.cognito.signin.user.admin`.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
   */
  signOutSelf(
    user: { userPoolId: string; accessToken: string },
    signal: AbortSignal,
  ): Promise<UpstreamOutcome>;

  /**
   * AdminUserGlobalSignOut, authorised by the service's AWS credentials.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
   */
  signOutUser(user: { userPoolId: string; username: string }, signal: AbortSignal): Promise<UpstreamOutcome>;
}
