import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';

/** Begins a key that is new, has expired, or whose request was begun and never finished. */
const BEGIN = `
  INSERT INTO idempotency_keys AS known (id, request_hash, lease_id, lease_until_ms, answer, expires_at_ms)
  VALUES ($1, $2, $3, $4, NULL, $5)
  ON CONFLICT (id) DO UPDATE SET request_hash = excluded.request_hash, lease_id = excluded.lease_id,
    lease_until_ms = excluded.lease_until_ms, answer = NULL, expires_at_ms = excluded.expires_at_ms
  WHERE known.expires_at_ms <= $6
    OR (known.request_hash = excluded.request_hash AND known.answer IS NULL AND known.lease_until_ms <= $6)
  RETURNING id`;

export const postgresKeys: PostgresOperationsFor<'beginKey' | 'finishKey' | 'forgetKey'> = {
  beginKey: oneByOne(async ({ query }, { id, requestHash, leaseId, leaseUntilMs, expiresAtMs, nowMs }) => {
    const begun = await query(BEGIN, [id, requestHash, leaseId, leaseUntilMs, expiresAtMs, nowMs]);
    if (begun.length > 0) return { kind: 'first' };
    const [known] = await query<{ request_hash: string; answer: string | null }>(
      'SELECT request_hash, answer FROM idempotency_keys WHERE id = $1',
      [id],
    );
    if (known?.request_hash !== requestHash) return { kind: 'mismatch' };
    return known.answer === null ? { kind: 'running' } : { kind: 'answered', answer: known.answer };
  }),

  finishKey: oneByOne(async ({ query }, { id, leaseId, answer }) => {
    await query('UPDATE idempotency_keys SET answer = $3 WHERE id = $1 AND lease_id = $2', [
      id,
      leaseId,
      answer,
    ]);
  }),

  forgetKey: oneByOne(async ({ query }, { id, leaseId }) => {
    await query('DELETE FROM idempotency_keys WHERE id = $1 AND lease_id = $2', [id, leaseId]);
  }),
};
