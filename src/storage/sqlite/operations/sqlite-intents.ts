import type { Database } from 'better-sqlite3';
import { acceptedEvent } from '../../audit/audit-event.ts';
import { answersRepeat, stateOfRecord, type IntentRecord } from '../../engine/intent-record.ts';
import type { LaneCap, Operations } from '../../engine/operations.ts';
import type { TransactionLedger } from '../../engine/transaction-ledger.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

type AcceptInput = Operations['accept']['in'];

/** Accepting intents, and finding them. */
export function createSqliteIntents(db: Database, disk: DiskSpace): SqliteOperationsFor<'accept' | 'find'> {
  const insert = createInsert(db);
  const prove = createProve(db);
  const isFull = createLaneCheck(db);
  const byId = db.prepare<[string], IntentRecord>('SELECT * FROM intents WHERE intent_id = ?');
  const byReceipt = db.prepare<[string], IntentRecord>('SELECT * FROM intents WHERE receipt_id = ?');
  const forget = db.prepare<[number]>('DELETE FROM intents WHERE number = ?');

  return {
    accept(input, ledger) {
      const known = byId.get(input.row.intentId);
      if (known !== undefined && answersRepeat(known, input.nowMs)) {
        prove(known, input, ledger);
        return { kind: 'duplicate', receiptId: known.receipt_id, state: stateOfRecord(known) };
      }
      if (input.cap !== null && (isFull(input, input.cap, ledger) || disk.isLow()))
        return { kind: 'lane-full' };
      if (known !== undefined) forget.run(known.number);
      insert(input, ledger);
      return { kind: 'stored' };
    },
    find({ receiptId }) {
      const record = byReceipt.get(receiptId);
      return record && stateOfRecord(record);
    },
  };
}

/** A repeat that proves its session takes the order out of the lane of those who prove nothing. */
function createProve(db: Database) {
  const move = db.prepare<[number]>(`UPDATE intents SET lane = 'proven' WHERE number = ?`);
  return (known: IntentRecord, { row }: AcceptInput, ledger: TransactionLedger): void => {
    if (row.lane !== 'proven' || known.lane !== 'unproven' || known.outcome !== null) return;
    const { number, kid, sealed_bytes } = known;
    move.run(number);
    ledger.count({ lane: 'unproven', kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
    ledger.count({ lane: 'proven', kid: kid ?? '', intents: 1, bytes: sealed_bytes });
  };
}

function createInsert(db: Database) {
  const insertIntent = db.prepare<(string | number | null)[]>(
    `INSERT INTO intents (intent_id, receipt_id, user_pool_id, client_id, request, lane, accepted_at_ms, expires_at_ms,
       due_at_ms, lease_id, attempts, kid, sealed_bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertOrder = db.prepare<[number | bigint, Uint8Array]>(
    'INSERT INTO sealed_orders (number, sealed) VALUES (?, ?)',
  );

  return ({ row, dueAtMs, leaseId, nowMs }: AcceptInput, ledger: TransactionLedger): void => {
    const { intentId, receiptId, userPoolId, clientId, request, lane } = row;
    const { kid, sealed, bytes } = row.order;
    const attempts = dueAtMs > nowMs ? 1 : 0;
    const asked = [intentId, receiptId, userPoolId, clientId, request.json, lane];
    const times = [row.acceptedAtMs, row.expiresAtMs, dueAtMs];
    const { lastInsertRowid } = insertIntent.run(...asked, ...times, leaseId, attempts, kid, bytes);
    insertOrder.run(lastInsertRowid, sealed);
    ledger.count({ lane, kid, intents: 1, bytes });
    ledger.tell(nowMs, acceptedEvent(row));
  };
}

function createLaneCheck(db: Database) {
  const totals = db.prepare<[string], { intents: number; bytes: number }>(
    'SELECT coalesce(sum(intents), 0) AS intents, coalesce(sum(bytes), 0) AS bytes FROM pending_totals WHERE lane = ?',
  );
  return ({ row }: AcceptInput, cap: LaneCap, ledger: TransactionLedger): boolean => {
    const stored = totals.get(row.lane) ?? { intents: 0, bytes: 0 };
    const change = ledger.changeOf(row.lane);
    const bytes = stored.bytes + change.bytes + row.order.bytes;
    return stored.intents + change.intents >= cap.intents || bytes > cap.bytes;
  };
}
