import type { Database } from 'better-sqlite3';
import type { Operations } from '../../engine/operations.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

interface KeyRecord {
  readonly request_hash: string;
  readonly lease_until_ms: number;
  readonly answer: string | null;
  readonly expires_at_ms: number;
}

export function createSqliteKeys(db: Database): SqliteOperationsFor<'beginKey' | 'finishKey' | 'forgetKey'> {
  const find = db.prepare<[string], KeyRecord>('SELECT * FROM idempotency_keys WHERE id = ?');
  const begin = db.prepare<[Operations['beginKey']['in']]>(
    `INSERT OR REPLACE INTO idempotency_keys (id, request_hash, lease_id, lease_until_ms, answer, expires_at_ms)
     VALUES (@id, @requestHash, @leaseId, @leaseUntilMs, NULL, @expiresAtMs)`,
  );
  const finish = db.prepare<[string, string, string]>(
    'UPDATE idempotency_keys SET answer = ? WHERE id = ? AND lease_id = ?',
  );
  const forget = db.prepare<[string, string]>('DELETE FROM idempotency_keys WHERE id = ? AND lease_id = ?');

  return {
    beginKey(input) {
      const known = find.get(input.id);
      if (known !== undefined && known.expires_at_ms > input.nowMs) {
        if (known.request_hash !== input.requestHash) return { kind: 'mismatch' };
        if (known.answer !== null) return { kind: 'answered', answer: known.answer };
        if (known.lease_until_ms > input.nowMs) return { kind: 'running' };
      }
      begin.run(input);
      return { kind: 'first' };
    },
    finishKey: ({ id, leaseId, answer }) => void finish.run(answer, id, leaseId),
    forgetKey: ({ id, leaseId }) => void forget.run(id, leaseId),
  };
}
