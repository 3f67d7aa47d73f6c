import type { RequestContext } from '../command.ts';
import type {
  AuditedRequest,
  FinalOutcome,
  IntentState,
  Lane,
  ParkedCause,
  RevocationOrder,
} from '../intents/intent.ts';
import type { RetryCause } from './upstream-outcome.ts';

export interface NewIntent {
  readonly order: RevocationOrder;
  readonly request: AuditedRequest;
  readonly lane: Lane;
  /** When the last token of the order has expired by itself, in milliseconds since the epoch. */
  readonly expiresAtMs: number;
  /** How long the intent is the caller's alone, to try it at once; with 0 it is due for anybody's claim. */
  readonly leaseMs: number;
}

/** The right to decide about one intent. It is lost as soon as somebody else has claimed the intent. */
export interface Lease {
  readonly intentId: string;
  readonly leaseId: string;
}

export type Acceptance =
  | { readonly kind: 'stored'; readonly lease: Lease }
  /** The same order is known already, under `receiptId`. Nothing was stored. */
  | { readonly kind: 'duplicate'; readonly receiptId: string; readonly state: IntentState }
  /** The store broke off before it answered. If it has the intent all the same, what it is told of `lease` counts. */
  | { readonly kind: 'unsure'; readonly lease: Lease };

/** An intent that was claimed: the holder of `lease` tries it and says what came of it. */
export interface ClaimedIntent {
  readonly lease: Lease;
  readonly order: RevocationOrder;
  readonly request: AuditedRequest;
  readonly lane: Lane;
  readonly acceptedAtMs: number;
  readonly expiresAtMs: number;
  /** How often the intent has been handed out, this time included. */
  readonly attempts: number;
  /** Which of the order's steps at Cognito are done already: a bit for each. */
  readonly callsDone: number;
}

export interface Claim {
  readonly lane: Lane;
  readonly max: number;
  readonly leaseMs: number;
  /** User pools that are not to be asked now. */
  readonly exceptUserPoolIds?: readonly string[];
}

/** What is left out matches all. */
export interface ParkedFilter {
  readonly userPoolId?: string | undefined;
  /** `null` matches orders without an app client. */
  readonly clientId?: string | null | undefined;
  readonly cause?: ParkedCause | undefined;
  /** One intent alone. */
  readonly receiptId?: string | undefined;
}

export interface Postponement {
  readonly dueAtMs: number;
  readonly cause: RetryCause;
  /** Moves the intent to another lane. */
  readonly lane?: Lane | undefined;
  readonly callsDone?: number | undefined;
  /** The intent was not really tried: takes this attempt back. */
  readonly untried?: boolean | undefined;
}

export interface LaneStats {
  readonly lane: Lane;
  /** Intents that are neither settled nor expired, parked ones included. */
  readonly intents: number;
  readonly bytes: number;
  readonly oldestAcceptedAtMs: number | undefined;
}

export interface ParkedStats {
  readonly userPoolId: string;
  readonly clientId: string | undefined;
  readonly cause: ParkedCause;
  readonly intents: number;
}

export interface StoreStats {
  readonly lanes: readonly LaneStats[];
  readonly parked: readonly ParkedStats[];
  /** How many stored intents need each key of the ring, by the key's id. */
  readonly intentsByKey: Readonly<Record<string, number>>;
}

export interface ExpiredIntent {
  readonly receiptId: string;
  readonly userPoolId: string;
  readonly clientId: string | undefined;
  readonly lane: Lane;
}

/** `lost`: somebody else has claimed or settled the intent meanwhile, and nothing was changed. */
export type LeaseResult = 'done' | 'lost';

/**
 * Keeps what was accepted until Cognito has confirmed it or the token has expired, and hands it out to be tried.
 *
 * Every promise resolves only once what it did is as safe as `durability` says. Each intent has exactly one
 * `accepted` and one `final` event in the audit trail, written in the same transaction as the change itself; its
 * token is deleted in the transaction that settles it. Tokens never stand in the store in clear.
 */
export interface RevocationStore {
  /**
   * `none`: nothing outlives the process, so what Cognito does not confirm must be refused. It is all in the process, too,
   * so that nobody ever has to wait for it.
   */
  readonly durability: 'none' | 'durable';

  /**
   * Stores an intent, or finds that it is known: a pending one for as long as it is pending, a settled one for a day
   * (where its outcome stays true of the token). A repeat that proves its session moves a pending one out of the lane of
   * those who prove nothing.
   *
   * @throws ServiceError `not-durable` when it could not be stored; `too-many-requests` when the unproven lane is full
   */
  accept(intent: NewIntent): Promise<Acceptance>;

  /**
   * Leases due intents of one lane, the longest due first. A lease that ends without a word makes its intent due
   * again. What cannot be decrypted is parked and never handed out.
   */
  claim(claim: Claim): Promise<readonly ClaimedIntent[]>;

  /**
   * Leases parked intents that match, to probe whether their cause is mended: those that were tried least often, of them
   * the oldest, so that an odd one among them is not always the probe.
   */
  claimParked(filter: ParkedFilter, max: number, leaseMs: number): Promise<readonly ClaimedIntent[]>;

  /** Ends an intent with what came of it. */
  settle(lease: Lease, outcome: FinalOutcome): Promise<LeaseResult>;

  /** Gives an intent back, to be tried again when it is due. */
  retryLater(lease: Lease, postponement: Postponement): Promise<LeaseResult>;

  /** Sets an intent aside until `unpark`, `claimParked` or its expiry. */
  park(lease: Lease, cause: ParkedCause, callsDone?: number): Promise<LeaseResult>;

  /**
   * Makes parked intents that match due now, and returns how many.
   *
   * @throws ServiceError `not-durable` when the store is out of reach: some of them may be due
   */
  unpark(filter: ParkedFilter): Promise<number>;

  /**
   * Ends the oldest parked intents that match, at most `max` of them, as `abandoned`, and returns how many. What cannot be
   * read any more goes as well. Who wanted it stands in their last events.
   *
   * @throws ServiceError `not-durable` when the store is out of reach: they may have ended all the same
   */
  dropParked(filter: ParkedFilter, max: number, by: RequestContext): Promise<number>;

  /** Ends what has outlived its token, at most `max` at a time, with the outcome `expired`. */
  expire(max: number): Promise<readonly ExpiredIntent[]>;

  /**
   * Deletes what has served its time, at most `max` of each kind at once, and returns how many: settled intents that
   * answer no longer, idempotency keys after a day, audit events that are older than the configured retention, denials that hit no token any more.
   */
  sweep(max: number): Promise<number>;

  /**
   * The state of the intent with this receipt, while the store knows it; afterwards only the audit trail does.
   *
   * @throws ServiceError `not-durable` when the store is out of reach
   */
  find(receiptId: string): Promise<IntentState | undefined>;

  /** @throws ServiceError `not-durable` when the store is out of reach */
  stats(): Promise<StoreStats>;

  /** Whether a new intent could be accepted now; readiness asks this. Never throws. */
  canAccept(): Promise<boolean>;

  /**
   * Calls the listener whenever intents became due by somebody's act and not by the passing of time: here, or in
   * another instance on the same database. Returns how to stop listening.
   */
  onDue(listener: () => void): () => void;
}
