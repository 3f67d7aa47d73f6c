import type { Database } from 'better-sqlite3';
import { AUDIT_ORIGIN } from '../../audit/audit-chain.ts';
import { AUDIT_COLUMNS, isIndexed, wantedKeys } from '../../audit/audit-keys.ts';
import { auditWindow } from '../../audit/audit-window.ts';
import type { AuditHead, AuditRow } from '../../engine/operations.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

const ROW = `sequence, at_ms AS atMs, kind, receipt_id AS receiptId, fingerprint, user_name AS user, actor_id AS actorId,
  client_id AS clientId, user_pool_id AS userPoolId, event, previous_hash AS previousHash, hash`;

export function createSqliteAudit(db: Database): SqliteOperationsFor<'auditPage' | 'auditHead'> {
  const head = db.prepare<[], AuditHead>('SELECT sequence, hash FROM audit_head');
  const oldest = db.prepare<[], { sequence: number | null }>(
    'SELECT min(sequence) AS sequence FROM audit_events',
  );

  return {
    auditHead: () => head.get() ?? AUDIT_ORIGIN,
    auditPage(input) {
      const { filter, order, limit } = input;
      const window = auditWindow(input, oldest.get()?.sequence ?? 1, head.get()?.sequence ?? 0);
      const wanted = wantedKeys(filter);
      // The plus keeps SQLite from walking the whole range where an index on a column leads there at once.
      const range = isIndexed(filter) ? '+sequence' : 'sequence';
      const rows = db
        .prepare<unknown[], AuditRow>(
          `SELECT ${ROW} FROM audit_events WHERE ${range} >= ? AND ${range} <= ? AND at_ms >= ? AND at_ms <= ?
           ${wanted.map(({ key }) => `AND ${AUDIT_COLUMNS[key]} = ?`).join(' ')}
           ORDER BY sequence ${order === 'oldest-first' ? 'ASC' : 'DESC'} LIMIT ?`,
        )
        .all(
          window.from,
          window.through,
          filter.fromMs ?? 0,
          filter.untilMs ?? Number.MAX_SAFE_INTEGER,
          ...wanted.map(({ value }) => value),
          limit,
        );
      return { rows, nextCursor: window.nextCursor(rows) };
    },
  };
}
