/** What is counted. Each subject has its own budget. */
export type LimitSubject =
  | { readonly kind: 'client-address'; readonly address: string }
  | { readonly kind: 'user'; readonly sub: string }
  | { readonly kind: 'app-client'; readonly clientId: string }
  | { readonly kind: 'admin'; readonly id: string }
  /** A resource server or gateway, by the id of its API key. */
  | { readonly kind: 'reader'; readonly id: string }
  | { readonly kind: 'admin-failure'; readonly address: string; readonly keyId: string };

export interface LimitDecision {
  readonly allowed: boolean;
  /** Which policy decided; its name goes into the RateLimit headers. */
  readonly policy: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/**
 * Counts what comes in. A limiter whose shared counters are out of reach decides by itself from local ones: it never
 * throws, and never refuses only because a counter store failed.
 */
export interface RequestLimiter {
  /** Takes one from the subject's budget. */
  take(subject: LimitSubject): Promise<LimitDecision>;
  /** Gives one back that was taken, since it turned out not to count. */
  giveBack(subject: LimitSubject): Promise<void>;
  /** The decision as it stands, without taking anything. */
  peek(subject: LimitSubject): Promise<LimitDecision>;
}
