import type { UpstreamOutcome } from './upstream-outcome.ts';

/** Cognito's names for the operations that list sessions. */
export type ListingOperation = 'AdminListUserSessions' | 'ListUserSessions';

/** What became of a question for sessions. Holds neither the sessions nor whose they are. */
export interface ListingEvent {
  readonly requestId: string;
  readonly operation: ListingOperation;
  readonly userPoolId: string;
  readonly outcome: UpstreamOutcome;
  readonly durationMs: number;
}

/** Hears of every question for sessions. For logs and metrics; must not throw. */
export interface ListingJournal {
  listed(event: ListingEvent): void;
}
