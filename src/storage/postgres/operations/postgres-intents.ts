import type { FinalOutcome } from '../../../revocation/intents/intent.ts';
import { finalEvent } from '../../audit/audit-event.ts';
import {
  expiredIntent,
  stateOfRecord,
  storedRequest,
  type IntentRecord,
} from '../../engine/intent-record.ts';
import { WAIT_MAX_MS } from '../../engine/operations.ts';
import { acceptAll } from './postgres-accept.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';
import { parkedMatches, parkedParameters } from './postgres-parked.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';

interface Ending {
  readonly record: IntentRecord;
  readonly outcome: FinalOutcome;
  readonly answersUntilMs: number;
  readonly nowMs: number;
}

const FIND_HELD = `
  SELECT intents.* FROM intents
  JOIN unnest($1::text[], $2::text[]) AS held (intent_id, lease_id) USING (intent_id, lease_id)
  WHERE outcome IS NULL ORDER BY intent_id FOR UPDATE OF intents`;

const FINISH = `
  WITH ended AS (
    UPDATE intents SET outcome = ending.outcome, settled_at_ms = ending.now_ms, answers_until_ms = ending.until_ms,
      due_at_ms = NULL, lease_id = NULL, parked_cause = NULL, kid = NULL
    FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) AS ending (number, outcome, now_ms, until_ms)
    WHERE intents.number = ending.number
  )
  DELETE FROM sealed_orders WHERE number = ANY ($1::bigint[])`;

const FIND_EXPIRED = `
  SELECT * FROM intents WHERE outcome IS NULL AND expires_at_ms <= $1
    AND (due_at_ms IS NULL OR due_at_ms <= $1 OR due_at_ms > $2)
  ORDER BY expires_at_ms LIMIT $3 FOR UPDATE SKIP LOCKED`;

const FIND_PARKED = `
  WITH picked AS (${parkedMatches(1)})
  SELECT intents.* FROM intents JOIN picked USING (number) ORDER BY number`;

/** Accepting and ending intents. */
export const postgresIntents: PostgresOperationsFor<'accept' | 'settle' | 'dropParked' | 'expire' | 'find'> =
  {
    accept: acceptAll,

    async settle(transaction, inputs) {
      const records = await transaction.query<IntentRecord & { [column: string]: unknown }>(FIND_HELD, [
        inputs.map(({ lease }) => lease.intentId),
        inputs.map(({ lease }) => lease.leaseId),
      ]);
      const held = new Map(records.map((record) => [record.intent_id, record]));
      const endings: Ending[] = [];
      const results = inputs.map(({ lease, ...input }) => {
        const record = held.get(lease.intentId);
        if (record === undefined || record['lease_id'] !== lease.leaseId) return 'lost' as const;
        held.delete(lease.intentId);
        endings.push({ record, ...input });
        return 'done' as const;
      });
      await finish(transaction, endings);
      return results;
    },

    dropParked: oneByOne(async (transaction, { filter, max, outcome, nowMs }) => {
      const records = await transaction.query<IntentRecord & { [column: string]: unknown }>(FIND_PARKED, [
        ...parkedParameters(filter),
        max,
      ]);
      await finish(
        transaction,
        records.map((record) => ({ record, outcome, answersUntilMs: nowMs, nowMs })),
      );
      return records.length;
    }),

    expire: oneByOne(async (transaction, { max, nowMs }) => {
      const records = await transaction.query<IntentRecord & { [column: string]: unknown }>(FIND_EXPIRED, [
        nowMs,
        nowMs + WAIT_MAX_MS,
        max,
      ]);
      const outcome = { kind: 'expired' } as const;
      await finish(
        transaction,
        records.map((record) => ({ record, outcome, answersUntilMs: nowMs, nowMs })),
      );
      return records.map(expiredIntent);
    }),

    find: oneByOne(async (transaction, { receiptId }) => {
      const [record] = await transaction.query<IntentRecord & { [column: string]: unknown }>(
        'SELECT * FROM intents WHERE receipt_id = $1',
        [receiptId],
      );
      return record && stateOfRecord(record);
    }),
  };

async function finish(transaction: PostgresTransaction, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
  await transaction.query(FINISH, [
    endings.map(({ record }) => record.number),
    endings.map(({ outcome }) => JSON.stringify(outcome)),
    endings.map(({ nowMs }) => nowMs),
    endings.map(({ answersUntilMs }) => answersUntilMs),
  ]);
  for (const { record, outcome, nowMs } of endings) {
    const { lane, kid, sealed_bytes } = record;
    transaction.ledger.count({ lane, kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
    transaction.ledger.tell(nowMs, finalEvent(storedRequest(record), outcome));
  }
}
