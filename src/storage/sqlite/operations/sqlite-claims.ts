import type { Database } from 'better-sqlite3';
import { claimedRow, type IntentRecord } from '../../engine/intent-record.ts';
import { WAIT_MAX_MS, type Operations } from '../../engine/operations.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';
import { createParkedSearch } from './sqlite-parked.ts';

/** Handing intents out, and taking them back. */
export function createSqliteClaims(
  db: Database,
): SqliteOperationsFor<'claim' | 'claimParked' | 'retryLater' | 'park' | 'unpark'> {
  const lease = createLease(db);
  const due = createDueSearch(db);
  const parked = createParkedSearch(db);
  const toProbe = createParkedSearch(db, 'attempts, number');
  const held = db.prepare<[string, string], IntentRecord>(
    'SELECT * FROM intents WHERE intent_id = ? AND lease_id = ? AND outcome IS NULL',
  );
  const giveBack = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE intents SET lease_id = NULL, due_at_ms = @dueAtMs, retry_cause = @cause, lane = @lane,
       calls_done = coalesce(@callsDone, calls_done), attempts = attempts - @untried WHERE number = @number`,
  );
  const setAside = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE intents SET lease_id = NULL, due_at_ms = NULL, parked_cause = @cause,
       calls_done = coalesce(@callsDone, calls_done) WHERE number = @number`,
  );
  const makeDue = db.prepare<[number, number]>(
    'UPDATE intents SET parked_cause = NULL, due_at_ms = ? WHERE number = ?',
  );

  return {
    claim: (input) => due(input).map((number) => lease(number, input.leaseId, input.leaseUntilMs)),
    claimParked: ({ filter, max, leaseId, leaseUntilMs }) =>
      toProbe(filter, max).map(({ number }) => lease(number, leaseId, leaseUntilMs)),
    retryLater({ lease: { intentId, leaseId }, dueAtMs, cause, callsDone, untried, ...input }, ledger) {
      const record = held.get(intentId, leaseId);
      if (record === undefined) return 'lost';
      const { number, kid, sealed_bytes } = record;
      const lane = input.lane ?? record.lane;
      giveBack.run({ number, dueAtMs, cause, lane, callsDone, untried: untried ? 1 : 0 });
      ledger.count({ lane: record.lane, kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
      ledger.count({ lane, kid: kid ?? '', intents: 1, bytes: sealed_bytes });
      return 'done';
    },
    park({ lease: { intentId, leaseId }, cause, callsDone }) {
      const record = held.get(intentId, leaseId);
      if (record === undefined) return 'lost';
      setAside.run({ number: record.number, cause, callsDone });
      return 'done';
    },
    unpark({ filter, max, after, nowMs }) {
      const records = parked(filter, max, after);
      for (const { number } of records) makeDue.run(nowMs, number);
      return { unparked: records.length, next: records[max - 1]?.number ?? null };
    },
  };
}

function createLease(db: Database) {
  const take = db.prepare<[string, number, number], IntentRecord>(
    `UPDATE intents SET lease_id = ?, due_at_ms = ?, parked_cause = NULL, attempts = attempts + 1
     WHERE number = ? RETURNING *`,
  );
  const order = db.prepare<[number], { sealed: Uint8Array }>(
    'SELECT sealed FROM sealed_orders WHERE number = ?',
  );

  return (number: number, leaseId: string, leaseUntilMs: number) => {
    const record = take.get(leaseId, leaseUntilMs, number);
    if (record === undefined) throw new Error('An intent vanished within a transaction');
    return claimedRow(record, order.get(number)?.sealed);
  };
}

/**
 * Finds what is due by walking the index pool by pool, so that a long line for a pool that is not to be asked costs
 * nothing.
 */
function createDueSearch(db: Database) {
  const pools = db.prepare<[{ lane: string }], { pool: string }>(
    `WITH RECURSIVE pools (pool) AS (
       SELECT min(user_pool_id) FROM intents WHERE lane = @lane AND due_at_ms IS NOT NULL
       UNION ALL
       SELECT (SELECT min(user_pool_id) FROM intents
               WHERE lane = @lane AND due_at_ms IS NOT NULL AND user_pool_id > pool)
       FROM pools WHERE pool IS NOT NULL
     ) SELECT pool FROM pools WHERE pool IS NOT NULL`,
  );
  const inPool = (condition: string) =>
    db.prepare<[string, string, number, number], { number: number; due_at_ms: number }>(
      `SELECT number, due_at_ms FROM intents
       WHERE lane = ? AND user_pool_id = ? AND ${condition} ORDER BY due_at_ms LIMIT ?`,
    );
  const dueBefore = inPool('due_at_ms <= ?');
  const dueTooLate = inPool('due_at_ms > ?');

  return ({ lane, max, exceptUserPoolIds, nowMs }: Operations['claim']['in']): readonly number[] =>
    pools
      .all({ lane })
      .filter(({ pool }) => !exceptUserPoolIds.includes(pool))
      .flatMap(({ pool }) => [
        ...dueBefore.all(lane, pool, nowMs, max),
        ...dueTooLate.all(lane, pool, nowMs + WAIT_MAX_MS, max),
      ])
      .sort((a, b) => a.due_at_ms - b.due_at_ms)
      .slice(0, max)
      .map(({ number }) => number);
}
