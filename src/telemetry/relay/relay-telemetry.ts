/** How much waits, by lane and by what is in its way. */
export interface BacklogSeen {
  readonly lanes: readonly {
    readonly lane: string;
    readonly intents: number;
    readonly oldestAgeMs: number;
  }[];
  readonly parked: readonly { readonly cause: string; readonly intents: number }[];
  /** The part of each outbound budget that is in use since Cognito throttled: 1 is all of it. */
  readonly paces: readonly { readonly operation: 'revoke-token' | 'sign-out'; readonly pace: number }[];
}

/** What is told of logouts that were accepted and not yet confirmed. */
export interface RelayTelemetry {
  backlogSeen(event: BacklogSeen): void;
  /** Calls to a user pool are held back (`open`), are tried one by one (`half-open`), or flow (`closed`). */
  breakerChanged(event: {
    readonly userPoolId: string;
    readonly state: 'closed' | 'open' | 'half-open';
  }): void;
  /** A token's life ended before Cognito had confirmed its logout. */
  intentExpired(event: {
    readonly receiptId: string;
    readonly userPoolId: string;
    readonly clientId?: string | undefined;
    readonly lane: string;
  }): void;
  /** Cognito refused for good a logout that had been accepted. */
  intentRefused(event: {
    readonly receiptId: string;
    readonly userPoolId: string;
    readonly clientId?: string | undefined;
    readonly lane: string;
    readonly code: string;
  }): void;
  /** A try took longer than its lease, so that Cognito may have been asked twice. */
  leaseLost(event: { readonly receiptId: string }): void;
  /** What was in the way of logouts is mended, and they are tried again. */
  intentsUnparked(event: {
    readonly userPoolId: string;
    readonly clientId?: string | undefined;
    readonly cause: string;
    readonly intents: number;
  }): void;
  /** An admin had logouts that wait for an operator tried again, or gave them up. */
  parkedManaged(event: {
    readonly requestId: string;
    readonly adminId: string;
    readonly via: 'api-key' | 'access-token';
    readonly change: 'retried' | 'dropped';
    readonly intents: number;
  }): void;
  /** Something that is done again and again did not work this time. */
  relayFailed(event: { readonly task: 'claim' | 'try' | 'chores' | 'budget'; readonly cause: unknown }): void;
}
