import type { KeyObject } from 'node:crypto';
import { AUDIT_ORIGIN, chainEvents } from '../../audit/audit-chain.ts';
import { AUDIT_COLUMNS, type AuditKeys } from '../../audit/audit-keys.ts';
import type { AuditHead, AuditRow } from '../../engine/operations.ts';
import type { PendingTotal } from '../../engine/transaction-ledger.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';

const KEYS = Object.keys(AUDIT_COLUMNS) as (keyof AuditKeys)[];

const ADD_TOTALS = `
  INSERT INTO pending_totals AS total (lane, kid, intents, bytes)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) ORDER BY 1, 2
  ON CONFLICT (lane, kid) DO UPDATE SET intents = total.intents + excluded.intents, bytes = total.bytes + excluded.bytes`;

const APPEND = `
  WITH head AS (UPDATE audit_head SET sequence = $${KEYS.length + 6}, hash = $${KEYS.length + 7})
  INSERT INTO audit_events (sequence, at_ms, event, previous_hash, hash, ${Object.values(AUDIT_COLUMNS).join(', ')})
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[],
    ${KEYS.map((_, index) => `$${index + 6}::text[]`).join(', ')})`;

/**
 * Writes what a transaction has gathered; runs as its last step, since it locks rows that all instances share: the
 * totals, and the end of the audit trail.
 */
export async function writeLedger(transaction: PostgresTransaction, chainKey: KeyObject): Promise<void> {
  await addTotals(transaction, transaction.ledger.changes());
  const events = transaction.ledger.events();
  if (events.length === 0) return;
  const [head = AUDIT_ORIGIN] = await transaction.query<AuditHead & { [column: string]: unknown }>(
    'SELECT sequence, hash FROM audit_head FOR UPDATE',
  );
  const rows = chainEvents(chainKey, head, events);
  const last: AuditRow | undefined = rows.at(-1);
  if (last === undefined) return;
  await transaction.query(APPEND, [
    rows.map(({ sequence }) => sequence),
    rows.map(({ atMs }) => atMs),
    rows.map(({ event }) => event),
    rows.map(({ previousHash }) => previousHash),
    rows.map(({ hash }) => hash),
    ...KEYS.map((key) => rows.map((row) => row[key])),
    last.sequence,
    last.hash,
  ]);
}

async function addTotals(transaction: PostgresTransaction, changes: readonly PendingTotal[]): Promise<void> {
  if (changes.length === 0) return;
  await transaction.query(ADD_TOTALS, [
    changes.map(({ lane }) => lane),
    changes.map(({ kid }) => kid),
    changes.map(({ intents }) => intents),
    changes.map(({ bytes }) => bytes),
  ]);
}
