import type { Lease, LeaseResult } from '../../../revocation/ports/revocation-store.ts';
import { claimedRow, type IntentRecord } from '../../engine/intent-record.ts';
import { WAIT_MAX_MS } from '../../engine/operations.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';
import { parkedMatches, parkedParameters } from './postgres-parked.ts';

interface GivenBack extends Pick<IntentRecord, 'intent_id' | 'lane' | 'kid' | 'sealed_bytes'> {
  readonly lane_before: IntentRecord['lane'];
}

type ClaimedRecord = IntentRecord & {
  sealed: Uint8Array | null;
  due_at_ms: number;
  [column: string]: unknown;
};

/** The lease, and the order with it. An order that is missing comes as null. */
const leasePicked = (picked: string) => `
  WITH picked AS (${picked})
  UPDATE intents SET lease_id = $1, due_at_ms = $2, parked_cause = NULL, attempts = attempts + 1
  FROM picked LEFT JOIN sealed_orders USING (number) WHERE intents.number = picked.number
  RETURNING intents.*, sealed_orders.sealed, picked.due_at_ms AS was_due_at_ms`;

/**
 * What is due, found by walking the index pool by pool, so that a long line for a pool that is not to be asked costs
 * nothing. What another instance is just taking is skipped.
 */
const CLAIM = leasePicked(`
  WITH RECURSIVE pools (pool) AS (
    SELECT min(user_pool_id) FROM intents WHERE lane = $3 AND due_at_ms IS NOT NULL
    UNION ALL
    SELECT (SELECT min(user_pool_id) FROM intents WHERE lane = $3 AND due_at_ms IS NOT NULL AND user_pool_id > pool)
    FROM pools WHERE pool IS NOT NULL
  )
  SELECT due.number, due.due_at_ms FROM pools CROSS JOIN LATERAL (
    SELECT number, due_at_ms FROM intents
    WHERE lane = $3 AND user_pool_id = pool AND due_at_ms IS NOT NULL AND (due_at_ms <= $4 OR due_at_ms > $5)
    ORDER BY due_at_ms LIMIT $6 FOR UPDATE SKIP LOCKED
  ) AS due
  WHERE pool IS NOT NULL AND pool <> ALL ($7::text[])
  ORDER BY due.due_at_ms LIMIT $6`);

const CLAIM_PARKED = leasePicked(parkedMatches(3, 'attempts, number'));

const UNPARK = `
  WITH picked AS (${parkedMatches(2, 'number', 'number > $8')})
  UPDATE intents SET parked_cause = NULL, due_at_ms = $1 FROM picked WHERE intents.number = picked.number
  RETURNING intents.number`;

/** Sorted, so that two instances lock in the same order. */
const HELD = `
  SELECT intents.number, intents.lane, given.* FROM intents JOIN given USING (intent_id, lease_id)
  WHERE outcome IS NULL ORDER BY intent_id FOR UPDATE OF intents`;

const GIVE_BACK = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::integer[], $7::integer[])
      AS given (intent_id, lease_id, due, cause, to_lane, done, untried)
  ), held AS (${HELD})
  UPDATE intents SET lease_id = NULL, due_at_ms = held.due, retry_cause = held.cause,
    lane = coalesce(held.to_lane, held.lane), calls_done = coalesce(held.done, calls_done),
    attempts = attempts - held.untried
  FROM held WHERE intents.number = held.number
  RETURNING intents.intent_id, held.lane AS lane_before, intents.lane, intents.kid, intents.sealed_bytes`;

const SET_ASIDE = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[]) AS given (intent_id, lease_id, cause, done)
  ), held AS (${HELD})
  UPDATE intents SET lease_id = NULL, due_at_ms = NULL, parked_cause = held.cause,
    calls_done = coalesce(held.done, calls_done)
  FROM held WHERE intents.number = held.number RETURNING intents.intent_id`;

/** Handing intents out, and taking them back. */
export const postgresClaims: PostgresOperationsFor<
  'claim' | 'claimParked' | 'retryLater' | 'park' | 'unpark'
> = {
  claim: oneByOne(async (transaction, { lane, max, leaseId, leaseUntilMs, exceptUserPoolIds, nowMs }) => {
    const records = await transaction.query<ClaimedRecord & { was_due_at_ms: number }>(CLAIM, [
      leaseId,
      leaseUntilMs,
      lane,
      nowMs,
      nowMs + WAIT_MAX_MS,
      max,
      exceptUserPoolIds,
    ]);
    return records
      .toSorted((a, b) => a.was_due_at_ms - b.was_due_at_ms)
      .map((record) => claimedRow(record, record.sealed));
  }),

  claimParked: oneByOne(async (transaction, { filter, max, leaseId, leaseUntilMs }) => {
    const records = await transaction.query<ClaimedRecord>(CLAIM_PARKED, [
      leaseId,
      leaseUntilMs,
      ...parkedParameters(filter),
      max,
    ]);
    return records
      .toSorted((a, b) => a.attempts - b.attempts || a.number - b.number)
      .map((record) => claimedRow(record, record.sealed));
  }),

  async retryLater({ query, ledger }, inputs) {
    const records = await query<GivenBack & { [column: string]: unknown }>(GIVE_BACK, [
      ...leasesOf(inputs),
      inputs.map(({ dueAtMs }) => dueAtMs),
      inputs.map(({ cause }) => cause),
      inputs.map(({ lane }) => lane),
      inputs.map(({ callsDone }) => callsDone),
      inputs.map(({ untried }) => (untried ? 1 : 0)),
    ]);
    for (const { lane_before, lane, kid, sealed_bytes } of records) {
      ledger.count({ lane: lane_before, kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
      ledger.count({ lane, kid: kid ?? '', intents: 1, bytes: sealed_bytes });
    }
    return doneOrLost(inputs, records);
  },

  async park({ query }, inputs) {
    const records = await query<{ intent_id: string }>(SET_ASIDE, [
      ...leasesOf(inputs),
      inputs.map(({ cause }) => cause),
      inputs.map(({ callsDone }) => callsDone),
    ]);
    return doneOrLost(inputs, records);
  },

  unpark: oneByOne(async ({ query }, { filter, max, after, nowMs }) => {
    const rows = await query<{ number: number }>(UNPARK, [nowMs, ...parkedParameters(filter), max, after]);
    const last = Math.max(...rows.map(({ number }) => number));
    return { unparked: rows.length, next: rows.length < max ? null : last };
  }),
};

interface Held {
  readonly lease: Lease;
}

function leasesOf(inputs: readonly Held[]): [readonly string[], readonly string[]] {
  return [inputs.map(({ lease }) => lease.intentId), inputs.map(({ lease }) => lease.leaseId)];
}

/** Whoever comes second with the same lease has lost it to the first. */
function doneOrLost(
  inputs: readonly Held[],
  records: readonly { readonly intent_id: string }[],
): readonly LeaseResult[] {
  const changed = new Set(records.map(({ intent_id }) => intent_id));
  return inputs.map(({ lease }) => (changed.delete(lease.intentId) ? 'done' : 'lost'));
}
