/** Why Cognito could not be asked, or did not answer usefully, this time. */
export type RetryCause =
  | 'throttled'
  | 'forbidden'
  | 'server-error'
  | 'timeout'
  | 'connection'
  | 'tls'
  | 'unusable-answer'
  /**
   * Cognito refused, and it is too soon to ask again whether for the token or for the secret; or it confirmed, and it is too
   * soon to see that nothing is left.
   */
  | 'undecided';

/** Why asking again is of no use until an operator has changed something. */
export type ParkCause =
  | 'client-secret-rejected'
  /** The domain of the user pool refused the app client, for its id or its secret: it does not say. */
  | 'client-refused'
  | 'client-not-found'
  | 'user-pool-not-found'
  | 'revocation-disabled'
  /** The domain's answer to switched-off revocation, which is also its answer to a missing token. */
  | 'revocation-refused'
  | 'operation-not-enabled'
  | 'not-permitted'
  | 'unknown-exception';

/** Why the request itself can never succeed. */
export type RejectionCode =
  | 'unsupported-token-type'
  | 'token-not-of-client'
  | 'user-not-found'
  | 'session-not-found'
  /** It is the session of the very token that asks. */
  | 'current-session'
  | 'feature-unavailable'
  /** The user is one that no admin's order may touch. */
  | 'forbidden'
  | 'unauthenticated';

/**
 * What came of one try at Cognito. `exceptionName` is Cognito's own name for what it refused with, or undefined
 * where there was none; it is safe to log, and messages are not part of this type because they may echo input.
 */
export type UpstreamOutcome =
  | {
      readonly kind: 'confirmed';
      /** What was asked for as well and is not known to have ended, such as in a user pool that tracks no sessions. */
      readonly leftAlive?: readonly 'managedLogin'[] | undefined;
    }
  | { readonly kind: 'already-dead'; readonly exceptionName: string }
  | { readonly kind: 'rejected'; readonly code: RejectionCode; readonly exceptionName: string }
  | {
      readonly kind: 'retry';
      readonly cause: RetryCause;
      readonly exceptionName: string | undefined;
      readonly retryAfterSeconds?: number | undefined;
    }
  | { readonly kind: 'parked'; readonly cause: ParkCause; readonly exceptionName: string | undefined };
