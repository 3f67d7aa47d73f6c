/**
 * What no public source tells about real Cognito. Each is a switch, so that whoever depends on the fake can be tried
 * against every answer that is possible. Types: exception names of the API, `error` codes of the domain.
 */
export interface Unknowns {
  /** RevokeToken with a token of legal characters that Cognito never issued. */
  readonly garbageToken: 'ok' | 'invalidParameter' | 'unsupportedTokenType';
  /** RevokeToken with a live refresh token of another app client of the pool. `ok` revokes nothing. */
  readonly foreignClient: 'unauthorized' | 'ok';
  /** RevokeToken with a client id that does not exist. */
  readonly unknownClient: 'unauthorized' | 'resourceNotFound' | 'invalidParameter';
  /** RevokeToken with a wrong secret. */
  readonly wrongSecret: 'unauthorized' | 'notAuthorized';
  /** RevokeToken or `/oauth2/revoke` with a secret for an app client that has none. */
  readonly needlessSecret: 'ignored' | 'unauthorized';
  /** UpdateUserPoolClient without `EnableTokenRevocation`. */
  readonly omittedTokenRevocation: 'true' | 'false' | 'kept';
  /** Which secret DescribeUserPoolClient tells while an app client has two. */
  readonly describedSecret: 'oldest' | 'newest';
  /** AddUserPoolClientSecret for an app client that has two already. */
  readonly thirdSecret: 'limitExceeded' | 'invalidParameter';
  /** A session operation at a pool that does not track sessions. `empty`: lists none, and knows none. */
  readonly untrackedPool:
    | 'operationNotEnabled'
    | 'featureUnavailable'
    | 'invalidParameter'
    | 'notAuthorized'
    | 'resourceNotFound'
    | 'empty';
  /** Revoking a session that there is not, or not any more, or that is another user's. */
  readonly unknownSession: 'resourceNotFound' | 'invalidParameter' | 'notAuthorized';
  /** RevokeUserSession with the session of the access token itself. */
  readonly currentSession: 'invalidParameter' | 'notAuthorized';
  /** Which scope ListUserSessions and RevokeUserSession want of the access token. */
  readonly sessionScope: 'userAdmin' | 'any';
  /** What GlobalSignOut and AdminUserGlobalSignOut do to tracked managed-login sessions. */
  readonly ssoAtSignOut: 'kept' | 'ended';
  /** After how many milliseconds lists show what has changed, and linked sessions end: "a few seconds", says AWS. */
  readonly sessionDelayMs: number;
  /** `/oauth2/revoke` without client authentication and without `client_id`. */
  readonly revokeWithoutClientId: 'invalidRequest' | 'invalidClient';
  /** `/oauth2/revoke` with a live refresh token of another app client of the pool. `ok` revokes nothing. */
  readonly revokeForeignClient: 'ok' | 'invalidClient' | 'invalidRequest';
}

/** The likeliest answer of each. */
export const LIKELIEST: Unknowns = {
  garbageToken: 'ok',
  foreignClient: 'unauthorized',
  unknownClient: 'unauthorized',
  wrongSecret: 'unauthorized',
  needlessSecret: 'ignored',
  omittedTokenRevocation: 'true',
  describedSecret: 'oldest',
  thirdSecret: 'limitExceeded',
  untrackedPool: 'operationNotEnabled',
  unknownSession: 'resourceNotFound',
  currentSession: 'invalidParameter',
  sessionScope: 'userAdmin',
  ssoAtSignOut: 'kept',
  sessionDelayMs: 0,
  revokeWithoutClientId: 'invalidRequest',
  revokeForeignClient: 'ok',
};
