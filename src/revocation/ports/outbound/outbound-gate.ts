import type { Lane } from '../../intents/intent.ts';
import type { UpstreamOutcome } from '../upstream-outcome.ts';

/** Cognito's names for the operations that end sessions. */
export type EndingOperation =
  | 'RevokeToken'
  | 'GlobalSignOut'
  | 'AdminUserGlobalSignOut'
  | 'AdminDisableUser'
  | 'AdminListUserSessions'
  | 'AdminRevokeUserSession'
  | 'ListUserSessions'
  | 'RevokeUserSession';

/** A call to Cognito that somebody wants to make. */
export interface OutboundCall {
  readonly operation: EndingOperation;
  readonly userPoolId: string;
  readonly lane: Lane;
  /** Since when the order waits, in milliseconds since the epoch. */
  readonly sinceMs: number;
}

export type Admission =
  | { readonly admitted: true }
  /** Not now; after about `retryInMs` asking again makes sense. */
  | { readonly admitted: false; readonly retryInMs: number };

/**
 * The one way out to Cognito: keeps everybody's calls together within the shared budget, in the order of the lanes,
 * and away from a user pool that does not answer.
 */
export interface OutboundGate {
  /** Waits for the call's turn, at most `waitMs` and only until the signal aborts. Never throws. */
  admit(call: OutboundCall, waitMs: number, signal?: AbortSignal): Promise<Admission>;
  /** Hears what came of every call that was admitted. Never throws. */
  heard(call: OutboundCall, outcome: UpstreamOutcome): void;
}
