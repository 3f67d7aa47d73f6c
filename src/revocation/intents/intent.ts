import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { RequestContext } from '../command.ts';
import type { ParkCause, UpstreamOutcome } from '../ports/upstream-outcome.ts';

/**
 * The lines in which intents wait. `proven`: a verified access or ID token came along. `unproven`: anybody may have
 * sent it. `admin`: an admin's single order. `bulk`: mass orders, and what has failed often.
 */
export const LANES = ['proven', 'unproven', 'admin', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** Revoke one refresh token; with `accessToken`, first sign its user out everywhere. */
export interface EndTokenSessionOrder {
  readonly act: 'end-token-session';
  readonly userPoolId: string;
  readonly clientId: string;
  readonly refreshToken: string;
  readonly accessToken?: string | undefined;
  readonly endSso: boolean;
  /** Claims of a token of the session that verified: by them its access tokens stay denied while it goes on. */
  readonly proof?: VerifiedClaims | undefined;
}

/** Sign a user out everywhere, by an admin's order. */
export interface EndUserSessionsOrder {
  readonly act: 'end-user-sessions';
  readonly userPoolId: string;
  readonly username: string;
  readonly sub?: string | undefined;
  readonly isUnresolved?: boolean | undefined;
  readonly endSso?: boolean | undefined;
  readonly disableUser?: boolean | undefined;
}

/** Sign the user out everywhere whom an access token proves. */
export interface EndOwnSessionsOrder {
  readonly act: 'end-own-sessions';
  readonly userPoolId: string;
  readonly clientId: string;
  readonly accessToken: string;
  readonly proof: VerifiedClaims;
}

/** End one session of a user, by an admin's order. */
export interface EndSessionOfUserOrder {
  readonly act: 'end-session-of-user';
  readonly userPoolId: string;
  readonly username: string;
  readonly sub?: string | undefined;
  readonly isUnresolved?: boolean | undefined;
  readonly sessionId: string;
  readonly endSso: boolean;
}

/** End another session of the user whom an access token proves. */
export interface EndOwnSessionOrder {
  readonly act: 'end-own-session';
  readonly userPoolId: string;
  readonly clientId: string;
  readonly accessToken: string;
  readonly proof: VerifiedClaims;
  readonly sessionId: string;
  readonly endSso: boolean;
}

/** What Cognito is to be asked, in the form in which it is kept: free of configuration, which may change meanwhile. */
export type RevocationOrder =
  | EndTokenSessionOrder
  | EndUserSessionsOrder
  | EndOwnSessionsOrder
  | EndSessionOfUserOrder
  | EndOwnSessionOrder;

/** Who asked for what, from where and why: what the audit trail tells of an intent. Never holds a token. */
export interface AuditedRequest extends RequestContext {
  readonly receiptId: string;
  readonly act: RevocationOrder['act'] | 'deny-access-tokens' | 'turn-on-token-revocation';
  readonly userPoolId: string;
  readonly clientId?: string | undefined;
  /** Fingerprint of the refresh token, or of the access token where that is all there is. */
  readonly fingerprint?: string | undefined;
  /** The user whose sessions end, where that is known: `sub` of a verified token, or the name an admin gave. */
  readonly user?: string | undefined;
  /** Of the user whom an admin named, where Cognito told it. */
  readonly sub?: string | undefined;
  /** Cognito's id of the session, where one was named. */
  readonly sessionId?: string | undefined;
  /** The user was to be disabled, too. */
  readonly disableUser?: true | undefined;
  /** Managed logins were to end, too. */
  readonly endSso?: true | undefined;
}

/** How an intent ended. After this nothing is tried any more, and its token is no longer kept. */
export type FinalOutcome =
  | Extract<UpstreamOutcome, { kind: 'confirmed' | 'already-dead' | 'rejected' }>
  /** The token's life ended before Cognito had confirmed. */
  | { readonly kind: 'expired' }
  /** The caller was told that nothing was kept; or an admin dropped it, and `by` tells who, from where and why. */
  | { readonly kind: 'abandoned'; readonly by?: RequestContext };

/** Why an intent waits for an operator: for what stands in its way, or since what was stored cannot be read any more. */
export type ParkedCause = ParkCause | 'undecryptable' | 'unknown-format';

export type IntentState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'parked'; readonly cause: ParkedCause }
  | { readonly kind: 'settled'; readonly outcome: FinalOutcome };
