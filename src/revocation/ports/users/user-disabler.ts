import type { UpstreamOutcome } from '../upstream-outcome.ts';

/**
 * Keeps users from signing in. The same obligations as for `TokenRevoker` hold: one try, bounded, and an outcome
 * instead of an exception for whatever Cognito or the network did.
 */
export interface UserDisabler {
  /**
   * AdminDisableUser, authorised by the service's AWS credentials. Done again, it changes nothing.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
   *
   * @param user the name as AdminUserGlobalSignOut takes it
   */
  disable(
    user: { readonly userPoolId: string; readonly username: string },
    signal: AbortSignal,
  ): Promise<UpstreamOutcome>;
}
