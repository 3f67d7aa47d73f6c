import type { UpstreamOutcome } from '../upstream-outcome.ts';

/**
 * A session as Cognito describes it. Device, address and place are personal data: they go to whoever asked, and
 * into no log.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
 */
export interface UserSession {
  /** 28 lower-case letters and digits, beginning with `tkn` or `sso`. */
  readonly sessionId: string;
  /** `token`: the life of one refresh token of one app client. `sso`: a sign-in at managed login, kept by a cookie. */
  readonly kind: 'token' | 'sso';
  readonly clientId?: string | undefined;
  readonly createdAtMs?: number | undefined;
  readonly lastActiveAtMs?: number | undefined;
  /** Operating system and browser or app, as Cognito read them from the user agent; may be `unknown`. */
  readonly deviceType?: string | undefined;
  readonly lastIpAddress?: string | undefined;
  /** Cognito's guess by the address; the country in English, or `unknown`. */
  readonly lastLocation?: { readonly city?: string | undefined; readonly country?: string | undefined };
  /** Of a token session: the SSO session that it came through. */
  readonly originSessionId?: string | undefined;
  /** Whether the access token that asked is of this session; never true in what an admin is told. */
  readonly isCurrent: boolean;
}

export type SessionListing =
  | { readonly kind: 'listed'; readonly sessions: readonly UserSession[] }
  /** `feature-unavailable`: the user pool keeps no records of sessions. */
  | Extract<UpstreamOutcome, { kind: 'rejected' | 'retry' | 'parked' }>;

/**
 * Tells of the sessions that are active, all of them at once: Cognito keeps 100 token sessions of a user at most.
 * What is younger than a few seconds may be missing, and what has just ended may still be there.
 *
 * The same obligations as for `TokenRevoker` hold: one try, bounded, and an outcome instead of an exception for
 * whatever Cognito or the network did. It throws only for a user pool that is not configured.
 */
export interface SessionDirectory {
  /**
   * AdminListUserSessions, authorised by the service's AWS credentials.
   *
   * @param user the name as AdminUserGlobalSignOut takes it
   */
  ofUser(
    user: { readonly userPoolId: string; readonly username: string },
    signal: AbortSignal,
  ): Promise<SessionListing>;

  /**
   * ListUserSessions, authorised by the user's own access token: over every app client of the user pool.
   * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserSessions.html
   */
  own(
    user: { readonly userPoolId: string; readonly accessToken: string },
    signal: AbortSignal,
  ): Promise<SessionListing>;
}
