import type { Connection } from './feed/feed-follower.ts';
import type { StaleReason } from './guard-event.ts';
import type { TokenClaims } from './token-claims.ts';

/**
 * `accepted`: nobody denied the token. `denied`: somebody did, or the claims lack what a denial could hit. `stale`: the
 * guard's knowledge is too old, and its policy is to deny then; the token itself may be fine.
 */
export type Verdict = 'accepted' | 'denied' | 'stale';

export interface GuardStatus {
  /** Whether the guard's knowledge is older than `maxStalenessMs`. */
  readonly stale: boolean;
  readonly staleReason: StaleReason | undefined;
  /** Age of the guard's knowledge; undefined before there is any. */
  readonly ageMs: number | undefined;
  readonly entries: number;
  /** Size of the tables that hold them. */
  readonly bytes: number;
  /** How long the last denial took from the service to here; undefined before there was one. */
  readonly lagMs: number | undefined;
  readonly cursor: string | undefined;
  readonly connection: Connection;
}

/** Knows in memory which tokens were denied, and follows the feed of the service to go on knowing it. */
export interface Guard {
  /** Begins to follow the feed. Calling it again does nothing. */
  start(): void;
  /** Stops following, for good. Resolves when nothing is open any more. */
  stop(): Promise<void>;
  /**
   * Resolves when the whole denylist is known for the first time.
   *
   * @throws whatever the signal aborts with; an Error when the guard is stopped before
   */
  ready(signal?: AbortSignal): Promise<void>;
  /** Whether to refuse a token: its verdict is not `accepted`. Makes no call. */
  isDenied(claims: TokenClaims): boolean;
  /** Why to refuse a token, for an answer that tells 401 from 503. Makes no call. */
  verdictOn(claims: TokenClaims): Verdict;
  /**
   * Fetches what is new, unless the guard's knowledge is younger than `olderThanMs` (0 if not given). Resolves when
   * that is done, or has failed: what follows from a failure is a matter of the policy. Never rejects.
   */
  refresh(options?: { readonly olderThanMs?: number }): Promise<void>;
  status(): GuardStatus;
}
