import type { UpstreamOutcome } from '../upstream-outcome.ts';

/** What an admin knows of a user. `name`: anything that AdminUserGlobalSignOut takes, aliases too. */
export type UserReference =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'sub'; readonly sub: string }
  | { readonly by: 'email'; readonly email: string };

/** A user, as Cognito knows them. */
export interface KnownUser {
  /** The name that is nobody else's. */
  readonly username: string;
  readonly sub: string | undefined;
  /** What else the user signs in by: e-mail address, telephone number, preferred name. Personal data: into no log. */
  readonly aliases: readonly string[];
  /** Whether the user may sign in. */
  readonly isEnabled: boolean;
}

export type UserLookup =
  | { readonly kind: 'found'; readonly user: KnownUser }
  /** More than one user is known so. */
  | { readonly kind: 'several' }
  /** `rejected` with `user-not-found`: there is no such user. */
  | Extract<UpstreamOutcome, { kind: 'rejected' | 'retry' | 'parked' }>;

/**
 * Finds users by what admins know of them. One try, bounded, as with `TokenRevoker`; throws for nothing that Cognito or
 * the network did.
 */
export interface UserDirectory {
  /**
   * AdminGetUser for a name, ListUsers for a `sub` or an e-mail address; what was created or changed a moment ago, the
   * latter may not show yet.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
   */
  find(user: UserReference & { readonly userPoolId: string }, signal: AbortSignal): Promise<UserLookup>;

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
