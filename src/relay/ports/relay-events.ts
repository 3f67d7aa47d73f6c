import type { ParkedCause } from '../../revocation/intents/intent.ts';
import type { OutboundPace } from '../../revocation/ports/outbound/outbound-budget.ts';
import type { ExpiredIntent, StoreStats } from '../../revocation/ports/revocation-store.ts';
import type { RefusedIntent } from '../../revocation/ports/revocation-journal.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What an operator must hear of the relay. For logs and metrics; no method throws, and none hears of a token. */
export interface RelayEvents {
  /** How it stands with what waits. Told every ten seconds. */
  backlog(event: { readonly stats: StoreStats; readonly paces: readonly OutboundPace[] }): void;
  /** Calls to a user pool are held back (`open`), tried one by one (`half-open`), or flow again. */
  breakerChanged(event: { readonly userPoolId: string; readonly state: BreakerState }): void;
  /** A token's life ended before Cognito had confirmed. Like `refused`, a way in which an accepted logout ends without. */
  expired(event: ExpiredIntent): void;
  /** Cognito refused for good what had been accepted. The caller was promised it, and cannot be told any more. */
  refused(event: RefusedIntent): void;
  /** Somebody else claimed the intent before this try had ended, so that Cognito may have been asked twice. */
  leaseLost(event: { readonly receiptId: string }): void;
  /** A cause is mended, and what waited for it is due again. */
  unparked(event: {
    readonly userPoolId: string;
    readonly clientId: string | undefined;
    readonly cause: ParkedCause;
    readonly intents: number;
  }): void;
  /** Something could not be done this time, and is done again later. */
  failed(event: { readonly task: 'claim' | 'try' | 'chores' | 'budget'; readonly cause: unknown }): void;
}
