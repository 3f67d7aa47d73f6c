import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AUDIT_ORIGIN, chainEvents } from '../../audit/audit-chain.ts';
import type { AuditHead, AuditRow } from '../../engine/operations.ts';
import type { PendingTotal, TransactionLedger } from '../../engine/transaction-ledger.ts';

/** Writes what a transaction has gathered; runs as its last step. */
export function createSqliteLedger(db: Database, chainKey: KeyObject) {
  const addTotal = db.prepare<[PendingTotal]>(
    `INSERT INTO pending_totals (lane, kid, intents, bytes) VALUES (@lane, @kid, @intents, @bytes)
     ON CONFLICT (lane, kid) DO UPDATE SET intents = intents + excluded.intents, bytes = bytes + excluded.bytes`,
  );
  const head = db.prepare<[], AuditHead>('SELECT sequence, hash FROM audit_head');
  const saveHead = db.prepare<[AuditHead]>(
    'INSERT OR REPLACE INTO audit_head (only, sequence, hash) VALUES (1, @sequence, @hash)',
  );
  const append = createAppend(db);

  return (ledger: TransactionLedger): void => {
    for (const change of ledger.changes()) addTotal.run(change);
    const rows = chainEvents(chainKey, head.get() ?? AUDIT_ORIGIN, ledger.events());
    for (const row of rows) append(row);
    const last = rows.at(-1);
    if (last !== undefined) saveHead.run({ sequence: last.sequence, hash: last.hash });
  };
}

function createAppend(db: Database) {
  const insert = db.prepare<(string | number | null)[]>(
    `INSERT INTO audit_events (sequence, at_ms, kind, receipt_id, fingerprint, user_name, actor_id, client_id,
       user_pool_id, event, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (row: AuditRow): void => {
    const { sequence, atMs, kind, receiptId, fingerprint, user, actorId, clientId, userPoolId } = row;
    const about = [kind, receiptId, fingerprint, user, actorId, clientId, userPoolId];
    insert.run(sequence, atMs, ...about, row.event, row.previousHash, row.hash);
  };
}
