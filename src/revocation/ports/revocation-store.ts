import type { EndSessionCommand, RequestContext } from '../command.ts';
import type { UpstreamOutcome } from './upstream-outcome.ts';

/** An accepted, not yet confirmed revocation. */
export interface Intent {
  readonly receiptId: string;
  readonly command: EndSessionCommand;
  readonly context: RequestContext;
  readonly acceptedAtMs: number;
}

/** Keeps what was accepted until Cognito has confirmed it. */
export interface RevocationStore {
  /** `none`: nothing outlives the request, so what Cognito does not confirm must be refused. */
  readonly durability: 'none' | 'durable';
  /** Resolves once the intent is as safe as `durability` says; throws when it could not be stored. */
  accept(intent: Intent): Promise<void>;
  /** Completes an intent with what came of it. */
  settle(receiptId: string, outcome: UpstreamOutcome): Promise<void>;
  /** Whether a new intent could be accepted now; readiness asks this. */
  canAccept(): Promise<boolean>;
}
