import type { Database } from 'better-sqlite3';
import type { FinalOutcome } from '../../../revocation/intents/intent.ts';
import { finalEvent } from '../../audit/audit-event.ts';
import {
  expiredIntent,
  storedRequest,
  type IntentRecord,
  type StoredRequestRecord,
} from '../../engine/intent-record.ts';
import { WAIT_MAX_MS } from '../../engine/operations.ts';
import type { TransactionLedger } from '../../engine/transaction-ledger.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';
import { createParkedSearch } from './sqlite-parked.ts';

/** What has to be known of an intent to end it. Each column that is read takes its time. */
type EndingRecord = StoredRequestRecord & Pick<IntentRecord, 'number' | 'lane' | 'kid' | 'sealed_bytes'>;

/** Ending intents. */
export function createSqliteEndings(db: Database): SqliteOperationsFor<'settle' | 'dropParked' | 'expire'> {
  const finish = createFinish(db);
  const parked = createParkedSearch(db);
  const held = db.prepare<[string, string], EndingRecord>(
    `SELECT number, receipt_id, user_pool_id, client_id, request, lane, attempts, kid, sealed_bytes FROM intents
     WHERE intent_id = ? AND lease_id = ? AND outcome IS NULL`,
  );
  const expired = db.prepare<[{ nowMs: number; latestMs: number; max: number }], IntentRecord>(
    `SELECT * FROM intents WHERE outcome IS NULL AND expires_at_ms <= @nowMs
     AND (due_at_ms IS NULL OR due_at_ms <= @nowMs OR due_at_ms > @latestMs) ORDER BY expires_at_ms LIMIT @max`,
  );

  return {
    settle({ lease, outcome, answersUntilMs, nowMs }, ledger) {
      const record = held.get(lease.intentId, lease.leaseId);
      if (record === undefined) return 'lost';
      finish(record, outcome, answersUntilMs, nowMs, ledger);
      return 'done';
    },
    dropParked({ filter, max, outcome, nowMs }, ledger) {
      const records = parked(filter, max);
      for (const record of records) finish(record, outcome, nowMs, nowMs, ledger);
      return records.length;
    },
    expire({ max, nowMs }, ledger) {
      const records = expired.all({ nowMs, latestMs: nowMs + WAIT_MAX_MS, max });
      for (const record of records) finish(record, { kind: 'expired' }, nowMs, nowMs, ledger);
      return records.map(expiredIntent);
    },
  };
}

function createFinish(db: Database) {
  const settleIntent = db.prepare<[string, number, number, number]>(
    `UPDATE intents SET outcome = ?, settled_at_ms = ?, answers_until_ms = ?,
       due_at_ms = NULL, lease_id = NULL, parked_cause = NULL, kid = NULL WHERE number = ?`,
  );
  const deleteOrder = db.prepare<[number]>('DELETE FROM sealed_orders WHERE number = ?');

  return (
    record: EndingRecord,
    outcome: FinalOutcome,
    answersUntilMs: number,
    nowMs: number,
    ledger: TransactionLedger,
  ): void => {
    const { number, lane, kid, sealed_bytes } = record;
    settleIntent.run(JSON.stringify(outcome), nowMs, answersUntilMs, number);
    deleteOrder.run(number);
    ledger.count({ lane, kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
    ledger.tell(nowMs, finalEvent(storedRequest(record), outcome));
  };
}
