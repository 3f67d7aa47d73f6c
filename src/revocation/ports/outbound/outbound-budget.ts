/** A rate that calls to Cognito must not exceed, shared by everybody who names the same key. */
export interface OutboundLimit {
  readonly key: string;
  readonly perSecond: number;
  /** How many calls may go out at once after a pause. At least 1. */
  readonly burst: number;
  /** How many of those are left to others by whoever takes now. Less than `burst`; none unless given. */
  readonly leftToOthers?: number;
}

export interface OutboundGrant {
  /** How many calls may be made, now. */
  readonly granted: number;
  /** When nothing was granted: after how long asking again makes sense. */
  readonly retryInMs: number;
}

/** How much of a limit is in use, since Cognito throttled: 1 is all of it. */
export interface OutboundPace {
  readonly key: string;
  readonly pace: number;
}

/**
 * The shared outbound budget (generic cell rate algorithm). Cognito counts calls per AWS account and Region over
 * all user pools, and users' own refreshes draw on the same quota, so all instances on one database share one budget.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
export interface OutboundBudget {
  /** Takes up to `wanted` calls that all of the limits allow, or none. Throws when the budget cannot be reached. */
  take(limits: readonly OutboundLimit[], wanted: number): Promise<OutboundGrant>;
  /** Cognito throttled: halves the pace, at most once a second; every 5 s it recovers by one call per second, or by a 36th of all if that is more. */
  slowDown(limit: OutboundLimit): Promise<void>;
  paces(limits: readonly OutboundLimit[]): Promise<readonly OutboundPace[]>;
}
