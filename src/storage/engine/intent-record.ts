import type { FinalOutcome, IntentState, Lane, ParkedCause } from '../../revocation/intents/intent.ts';
import type { ExpiredIntent } from '../../revocation/ports/revocation-store.ts';
import type { ClaimedRow } from './operations.ts';

/** A row of the table `intents`, as both SQL engines name its columns. */
export interface IntentRecord {
  readonly number: number;
  readonly intent_id: string;
  readonly receipt_id: string;
  readonly user_pool_id: string;
  readonly client_id: string | null;
  readonly request: string;
  readonly lane: Lane;
  readonly accepted_at_ms: number;
  readonly expires_at_ms: number;
  readonly attempts: number;
  readonly calls_done: number;
  readonly parked_cause: ParkedCause | null;
  readonly kid: string | null;
  readonly sealed_bytes: number;
  readonly outcome: string | null;
  readonly answers_until_ms: number | null;
}

export function stateOfRecord(record: Pick<IntentRecord, 'outcome' | 'parked_cause'>): IntentState {
  if (record.outcome !== null) {
    return { kind: 'settled', outcome: JSON.parse(record.outcome) as FinalOutcome };
  }
  if (record.parked_cause !== null) return { kind: 'parked', cause: record.parked_cause };
  return { kind: 'pending' };
}

/** Whether the same order again is answered with what is stored of it. */
export function answersRepeat(
  { outcome, answers_until_ms }: Pick<IntentRecord, 'outcome' | 'answers_until_ms'>,
  nowMs: number,
): boolean {
  return outcome === null || (answers_until_ms ?? 0) > nowMs;
}

/** An order that is missing comes out empty, and so unreadable: it is parked instead of lost. */
export function claimedRow(record: IntentRecord, sealed: Uint8Array | undefined | null): ClaimedRow {
  return {
    intentId: record.intent_id,
    receiptId: record.receipt_id,
    userPoolId: record.user_pool_id,
    clientId: record.client_id,
    request: record.request,
    lane: record.lane,
    acceptedAtMs: record.accepted_at_ms,
    expiresAtMs: record.expires_at_ms,
    kid: record.kid ?? '',
    sealed: sealed ?? new Uint8Array(),
    attempts: record.attempts,
    callsDone: record.calls_done,
  };
}

export function expiredIntent(record: IntentRecord): ExpiredIntent {
  return {
    receiptId: record.receipt_id,
    userPoolId: record.user_pool_id,
    clientId: record.client_id ?? undefined,
    lane: record.lane,
  };
}

export type StoredRequestRecord = Pick<
  IntentRecord,
  'receipt_id' | 'user_pool_id' | 'client_id' | 'request' | 'attempts'
>;

export function storedRequest(record: StoredRequestRecord) {
  return {
    receiptId: record.receipt_id,
    userPoolId: record.user_pool_id,
    clientId: record.client_id,
    request: record.request,
    attempts: record.attempts,
  };
}
