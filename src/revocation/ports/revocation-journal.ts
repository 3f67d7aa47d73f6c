import type { EndSessionCommand, RequestContext } from '../command.ts';
import type { UpstreamOutcome } from './upstream-outcome.ts';

/** What became of each thing that was asked of Cognito. `operation` is Cognito's name for it. */
export interface RevocationEvent {
  readonly command: EndSessionCommand;
  readonly context: RequestContext;
  readonly receiptId: string;
  readonly operation: string;
  readonly outcome: UpstreamOutcome;
  readonly durationMs: number;
}

/** Hears of every try at Cognito. For logs and metrics; must not throw. */
export interface RevocationJournal {
  tried(event: RevocationEvent): void;
}
