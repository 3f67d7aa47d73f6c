import type { Denial } from '../../tokens/denylist/denial.ts';
import type { AdminAct } from '../admin-act.ts';
import type { AuditedRequest, FinalOutcome, Lane } from '../intents/intent.ts';

export type AuditEvent =
  | (AuditedRequest & { readonly kind: 'accepted'; readonly lane: Lane; readonly expiresAtMs: number })
  | (AuditedRequest & { readonly kind: 'final'; readonly outcome: FinalOutcome; readonly attempts: number })
  /** An admin ordered what had been ordered before: it is one intent, and this tells who else wanted it, and why. */
  | (AuditedRequest & { readonly kind: 'repeated' })
  /** Access tokens were put on the denylist, and nothing was asked of Cognito. */
  | (AuditedRequest & { readonly kind: 'denied'; readonly tokensOf: Denial['kind'] })
  /** An admin changes the settings of an app client at Cognito: once before it is begun, and once with what came of it. */
  | (AuditedRequest & { readonly kind: 'client-change'; readonly result: ClientChangeResult })
  /** An admin ordered what no order may do: the user is protected. Nothing was done. */
  | (AuditedRequest & { readonly kind: 'refused' })
  /** An admin asked what an order would do, and was told what Cognito knows of its target. Nothing was done. */
  | (AuditedRequest & { readonly kind: 'dry-run' })
  /** An admin was told the sessions of a user: devices, addresses and places. None of them stands here. */
  | (AuditedAct & { readonly kind: 'read' })
  /** An admin asked for what they have no right to. Nothing was done. */
  | (AuditedAct & { readonly kind: 'forbidden'; readonly lacks: 'act' | 'user-pool' })
  /** Retention: every event up to this number was deleted. */
  | { readonly kind: 'purged'; readonly throughSequence: number }
  /** What was stored here cannot be read any more; `verifyChain` says the same. */
  | { readonly kind: 'damaged' };

/** What an admin did, or asked for, that is no order: by the right that it takes, and about what, as far as it was said. */
export interface AuditedAct extends Omit<AuditedRequest, 'act' | 'userPoolId'> {
  readonly act: AdminAct;
  readonly userPoolId?: string | undefined;
}

/** What happened outside of the store. */
export type RecordedEvent = Extract<
  AuditEvent,
  { kind: 'repeated' | 'client-change' | 'refused' | 'dry-run' | 'read' | 'forbidden' }
>;

/**
 * `changed`: as ordered, and nothing else. `changed-with-others`: other settings are no longer as they were. `unknown`: it
 * may have been changed.
 */
export type ClientChangeResult = 'begun' | 'changed' | 'changed-with-others' | 'not-changed' | 'unknown';

/** An event in the trail. `hash` covers `previousHash`, the number, the time and the event (hexadecimal). */
export interface AuditRecord {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly atMs: number;
  readonly event: AuditEvent;
  readonly previousHash: string;
  readonly hash: string;
}

/** All that are given must match. */
export interface AuditFilter {
  readonly kind?: AuditEvent['kind'] | undefined;
  readonly receiptId?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly user?: string | undefined;
  readonly actorId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly userPoolId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
}

export interface AuditQuery extends AuditFilter {
  readonly limit: number;
  readonly order: 'oldest-first' | 'newest-first';
  /** The `nextCursor` of the page before. */
  readonly cursor?: number | undefined;
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  /** Where to go on, or undefined at the end. A page may be short, or empty, and still not be the last. */
  readonly nextCursor: number | undefined;
}

export type ChainVerdict =
  | {
      readonly intact: true;
      readonly records: number;
      readonly firstSequence: number | undefined;
      readonly lastSequence: number | undefined;
    }
  | { readonly intact: false; readonly brokenAtSequence: number; readonly problem: ChainProblem };

/**
 * `missing`: the event with this number is gone, at the end of the trail too. `unlinked`: it does not follow on the
 * one before it. `altered`: its content does not match its hash.
 */
export type ChainProblem = 'missing' | 'unlinked' | 'altered';

/**
 * What happened, append-only. Events are written by the store, in the transaction of what they tell where the store holds
 * it. Each one's hash
 * covers the hash before it under a key that is not in the database, so whoever can write to the database can
 * neither alter, insert, reorder nor remove events without breaking the chain. The one thing it cannot show is the
 * database set back as a whole to an earlier state: for that, compare with the last hash of an export.
 */
export interface AuditTrail {
  /**
   * One page of matching events. Does a bounded amount of work.
   *
   * @throws ServiceError `not-durable` when the store is out of reach
   */
  query(query: AuditQuery): Promise<AuditPage>;
  /**
   * All matching events, oldest first, up to the last one at the time of the call.
   *
   * @throws ServiceError `not-durable` when the store is out of reach, at first or midway
   */
  export(filter: AuditFilter): AsyncIterable<AuditRecord>;
  /**
   * Writes what happened outside of the store. Once it resolves it is as safe as the store makes anything.
   *
   * @throws ServiceError `not-durable`
   */
  record(event: RecordedEvent): Promise<void>;
  /**
   * Recomputes the chain and names the first broken link.
   *
   * @param seen hears after each event how many were looked at; what it throws ends the look, and is thrown
   * @throws ServiceError `not-durable` when the store is out of reach
   */
  verifyChain(seen?: (records: number) => void): Promise<ChainVerdict>;
}
