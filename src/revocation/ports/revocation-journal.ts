import type { EndSessionCommand, RequestContext } from '../command.ts';
import type { Lane } from '../intents/intent.ts';
import type { NoLongerConfigured } from '../intents/order-of.ts';
import type { RejectionCode, UpstreamOutcome } from './upstream-outcome.ts';

/** What became of each thing that was asked of Cognito. `operation` is Cognito's name for it. */
export interface RevocationEvent {
  readonly command: EndSessionCommand;
  readonly context: RequestContext;
  readonly receiptId: string;
  readonly operation: string;
  readonly outcome: UpstreamOutcome;
  readonly durationMs: number;
}

export interface RefusedIntent {
  readonly receiptId: string;
  readonly userPoolId: string;
  readonly clientId: string | undefined;
  readonly lane: Lane;
  readonly code: RejectionCode;
}

/** What an order is about, and the configuration has no longer. */
export interface Unconfigured {
  readonly userPoolId: string;
  readonly clientId: string | undefined;
  readonly cause: NoLongerConfigured;
}

/** Hears of every try at Cognito. For logs and metrics; must not throw. */
export interface RevocationJournal {
  tried(event: RevocationEvent): void;
  /** Cognito refused for good, after the caller was told that it is accepted. */
  refused(event: RefusedIntent): void;
  /** An order could not even be tried, and waits for an operator. */
  unconfigured(event: Unconfigured): void;
}
