import type { FinalOutcome, IntentState, Lane, ParkedCause } from '../../revocation/intents/intent.ts';
import type { AuditFilter } from '../../revocation/ports/audit-trail.ts';
import type { AuditKeys } from '../audit/audit-keys.ts';
import type {
  OutboundGrant,
  OutboundLimit,
  OutboundPace,
} from '../../revocation/ports/outbound/outbound-budget.ts';
import type {
  ExpiredIntent,
  LaneStats,
  Lease,
  LeaseResult,
  ParkedFilter,
  ParkedStats,
} from '../../revocation/ports/revocation-store.ts';
import type {
  DenialPlace,
  DenialRow,
  DenialRows,
  DenialSubject,
  NumberedDenialRow,
} from './denial-record.ts';

/** An order as an engine keeps it: `sealed` with the key `kid`, which may be done each time it is read. */
export interface KeptOrder {
  readonly kid: string;
  readonly sealed: Uint8Array;
  /** How many bytes its lane counts it as: those of `sealed`, or about as many. */
  readonly bytes: number;
}

/** An `AuditedRequest` as an engine keeps it. Its JSON may be made each time it is read. */
export interface KeptRequest {
  readonly json: string;
}

interface IntentFacts {
  readonly intentId: string;
  readonly receiptId: string;
  readonly userPoolId: string;
  readonly clientId: string | null;
  readonly lane: Lane;
  readonly acceptedAtMs: number;
  readonly expiresAtMs: number;
}

/** An intent as it is to be stored: everything in clear but the order. */
export interface IntentRow extends IntentFacts {
  readonly request: KeptRequest;
  readonly order: KeptOrder;
}

export interface ClaimedRow extends IntentFacts, Pick<KeptOrder, 'kid' | 'sealed'> {
  /** The `AuditedRequest` as JSON. */
  readonly request: string;
  readonly attempts: number;
  readonly callsDone: number;
}

/** How much one lane may hold. */
export interface LaneCap {
  readonly intents: number;
  readonly bytes: number;
}

export interface AuditRow extends AuditKeys {
  readonly sequence: number;
  readonly atMs: number;
  /** The event as JSON, as it was written: exactly the bytes that the hash covers. */
  readonly event: string;
  readonly previousHash: string;
  readonly hash: string;
}

export interface AuditRows {
  readonly rows: readonly AuditRow[];
  readonly nextCursor: number | null;
}

export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Takes nothing. */
type Nothing = Readonly<Record<string, never>>;

interface At {
  readonly nowMs: number;
}

/** What comes of beginning an idempotency key a second time. */
type BegunBefore = { kind: 'running' } | { kind: 'mismatch' } | { kind: 'answered'; answer: string };

/**
 * Everything that an engine can do: a name, what goes in, what comes out. An engine runs an operation in a
 * transaction of its own or together with others; all of it or nothing of it lasts.
 */
export interface Operations {
  accept: {
    in: At & { row: IntentRow; dueAtMs: number; leaseId: string; cap: LaneCap | null };
    out:
      | { kind: 'stored' }
      | { kind: 'lane-full' }
      | { kind: 'duplicate'; receiptId: string; state: IntentState };
  };
  claim: {
    in: At & {
      lane: Lane;
      max: number;
      leaseId: string;
      leaseUntilMs: number;
      exceptUserPoolIds: readonly string[];
    };
    out: readonly ClaimedRow[];
  };
  claimParked: {
    in: At & { filter: ParkedFilter; max: number; leaseId: string; leaseUntilMs: number };
    out: readonly ClaimedRow[];
  };
  settle: { in: At & { lease: Lease; outcome: FinalOutcome; answersUntilMs: number }; out: LeaseResult };
  retryLater: {
    in: {
      lease: Lease;
      dueAtMs: number;
      cause: string;
      lane: Lane | null;
      callsDone: number | null;
      untried: boolean;
    };
    out: LeaseResult;
  };
  park: { in: { lease: Lease; cause: ParkedCause; callsDone: number | null }; out: LeaseResult };
  /**
   * Handles some `max` of those behind `after`, in their order, and says behind which to go on, or null where none are left: so
   * that what is parked again meanwhile is not taken twice.
   */
  unpark: {
    in: At & { filter: ParkedFilter; max: number; after: number };
    out: { unparked: number; next: number | null };
  };
  /** Handles at most `max`. */
  dropParked: { in: At & { filter: ParkedFilter; max: number; outcome: FinalOutcome }; out: number };
  expire: { in: At & { max: number }; out: readonly ExpiredIntent[] };
  /** Deletes what has served its time, at most `max` of each kind; returns how many rows went. */
  sweep: { in: At & { auditBeforeMs: number | null; max: number }; out: number };
  find: { in: { receiptId: string }; out: IntentState | undefined };
  stats: {
    in: At;
    out: {
      lanes: readonly LaneStats[];
      parked: readonly ParkedStats[];
      intentsByKey: Record<string, number>;
    };
  };
  auditPage: {
    in: { filter: AuditFilter; limit: number; order: 'oldest-first' | 'newest-first'; cursor: number | null };
    out: AuditRows;
  };
  auditHead: { in: Nothing; out: AuditHead };
  take: { in: At & { limits: readonly OutboundLimit[]; wanted: number }; out: OutboundGrant };
  slowDown: { in: At & { limit: OutboundLimit }; out: void };
  paces: { in: At & { limits: readonly OutboundLimit[] }; out: readonly OutboundPace[] };
  beginKey: {
    in: At & { id: string; requestHash: string; leaseId: string; leaseUntilMs: number; expiresAtMs: number };
    out: { kind: 'first' } | BegunBefore;
  };
  finishKey: { in: { id: string; leaseId: string; answer: string }; out: void };
  forgetKey: { in: { id: string; leaseId: string }; out: void };
  /** Appends to the history of denials. */
  deny: { in: At & { rows: readonly DenialRow[]; event: string | null }; out: void };
  /** At most `max` rows behind a place, in their order, without those that have ended. */
  denialsAfter: { in: At & { place: DenialPlace | null; max: number }; out: DenialRows };
  /** Rows about any of these that have not ended. */
  denialsAbout: { in: At & { subjects: readonly DenialSubject[] }; out: readonly NumberedDenialRow[] };
  /** Writes durably and forgets it, to see whether writing works. */
  probe: { in: At; out: void };
  /** Keeps the first value that was ever given under the name, and returns the one that is kept. */
  remember: { in: { name: string; value: string }; out: string };
}

export type OperationName = keyof Operations;

/** Runs one operation; resolves once its effect is as safe as the engine makes anything. */
export type RunOperation = <Name extends OperationName>(
  name: Name,
  input: Operations[Name]['in'],
) => Promise<Operations[Name]['out']>;

/**
 * Nothing is ever made to wait longer than this, so what seems to be due later was stored by a clock that has been
 * set back since, and counts as due.
 */
export const WAIT_MAX_MS = 30 * 60_000;
