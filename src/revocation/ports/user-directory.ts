/** Finds users by the names that admins know them by. */
export interface UserDirectory {
  /**
   * The `sub` of a user, which is what tokens know the user by.
   *
   * @param user the name as AdminUserGlobalSignOut takes it
   * @returns undefined if there is no such user, or Cognito did not say. Never throws
   */
  subOf(
    user: { readonly userPoolId: string; readonly username: string },
    signal: AbortSignal,
  ): Promise<string | undefined>;
}
