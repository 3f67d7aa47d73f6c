/** Every access and ID token of one sign-in, whenever it was issued: they all carry its `origin_jti`. */
export interface SessionTarget {
  readonly kind: 'session';
  readonly userPoolId: string;
  readonly originJti: string;
}

/** The tokens of a user that were issued before a second. */
export interface UserTarget {
  readonly kind: 'user';
  readonly userPoolId: string;
  readonly sub: string;
  readonly notBeforeSeconds: number;
}

/** The tokens of an app client that were issued before a second. */
export interface AppClientTarget {
  readonly kind: 'app-client';
  readonly userPoolId: string;
  readonly clientId: string;
  readonly notBeforeSeconds: number;
}

/** The tokens of a user pool that were issued before a second. */
export interface UserPoolTarget {
  readonly kind: 'user-pool';
  readonly userPoolId: string;
  readonly notBeforeSeconds: number;
}

/**
 * The tokens that a denial hits. `notBeforeSeconds` is the first second, since the epoch, whose tokens are accepted
 * again; `firstAcceptedSecond` makes it.
 */
export type DenialTarget = SessionTarget | UserTarget | AppClientTarget | UserPoolTarget;

/**
 * An entry of the denylist, as it is stored and as it travels to the guards. A denial is never taken back: it ends by
 * itself.
 */
export type Denial = DenialTarget & {
  /** The second in which the last token that it can hit has expired; `denialExpirySeconds` makes it. */
  readonly expiresAtSeconds: number;
};
