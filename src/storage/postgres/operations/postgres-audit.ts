import { AUDIT_ORIGIN } from '../../audit/audit-chain.ts';
import { AUDIT_COLUMNS, isIndexed, wantedKeys } from '../../audit/audit-keys.ts';
import { auditWindow, UNINDEXED_EVENTS } from '../../audit/audit-window.ts';
import type { AuditHead, AuditRow } from '../../engine/operations.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';

const ROW = `sequence, at_ms AS "atMs", kind, receipt_id AS "receiptId", fingerprint, user_name AS "user",
  actor_id AS "actorId", client_id AS "clientId", user_pool_id AS "userPoolId", event, previous_hash AS "previousHash",
  hash`;

export const postgresAudit: PostgresOperationsFor<'auditPage' | 'auditHead'> = {
  auditHead: oneByOne(head),

  auditPage: oneByOne(async (transaction, input) => {
    const { filter, order, limit } = input;
    const [oldest] = await transaction.query<{ sequence: number | null }>(
      'SELECT min(sequence) AS sequence FROM audit_events',
    );
    const { sequence: newest } = await head(transaction);
    const size = isIndexed(filter) ? Infinity : UNINDEXED_EVENTS;
    const window = auditWindow(input, oldest?.sequence ?? 1, newest, size);
    const wanted = wantedKeys(filter);
    const rows = await transaction.query<AuditRow & { [column: string]: unknown }>(
      `SELECT ${ROW} FROM audit_events
       WHERE sequence >= $1 AND sequence <= $2 AND at_ms >= $3 AND at_ms <= $4
       ${wanted.map(({ key }, index) => `AND ${AUDIT_COLUMNS[key]} = $${index + 6}`).join(' ')}
       ORDER BY sequence ${order === 'oldest-first' ? 'ASC' : 'DESC'} LIMIT $5`,
      [
        window.from,
        window.through,
        filter.fromMs ?? 0,
        filter.untilMs ?? Number.MAX_SAFE_INTEGER,
        limit,
        ...wanted.map(({ value }) => value),
      ],
    );
    return { rows, nextCursor: window.nextCursor(rows) };
  }),
};

async function head(transaction: PostgresTransaction): Promise<AuditHead> {
  const [row] = await transaction.query<{ sequence: number; hash: string }>(
    'SELECT sequence, hash FROM audit_head',
  );
  return row ?? AUDIT_ORIGIN;
}
