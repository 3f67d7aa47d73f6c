import { purgedEvent } from '../../audit/audit-event.ts';
import { ENDED_DENIALS_KEPT_SECONDS } from '../../engine/denial-record.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';

const INTENTS = `
  DELETE FROM intents WHERE number IN (
    SELECT number FROM intents WHERE answers_until_ms IS NOT NULL AND answers_until_ms <= $1
    LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING number`;

const KEYS = `
  DELETE FROM idempotency_keys WHERE id IN (
    SELECT id FROM idempotency_keys WHERE expires_at_ms <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`;

const DENIALS = `
  DELETE FROM denials WHERE sequence IN (
    SELECT sequence FROM denials WHERE expires_at_seconds <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING sequence`;

/** The head's lock keeps two instances from deleting, and reporting, the same events. */
const LOCK_HEAD = 'SELECT sequence FROM audit_head FOR UPDATE';

const OLD_EVENTS = `
  SELECT max(sequence) AS through FROM (SELECT sequence, at_ms FROM audit_events ORDER BY sequence LIMIT $2) AS oldest
  WHERE at_ms < $1`;

/** What has served its time, and the small things that every database keeps. */
export const postgresSweep: PostgresOperationsFor<'sweep' | 'probe' | 'remember'> = {
  sweep: oneByOne(async ({ query, ledger }, { nowMs, auditBeforeMs, max }) => {
    const endedSeconds = Math.floor(nowMs / 1000) - ENDED_DENIALS_KEPT_SECONDS;
    const swept =
      (await query(INTENTS, [nowMs, max])).length +
      (await query(KEYS, [nowMs, max])).length +
      (await query(DENIALS, [endedSeconds, max])).length;
    if (auditBeforeMs === null) return swept;
    await query(LOCK_HEAD);
    const [old] = await query<{ through: number | null }>(OLD_EVENTS, [auditBeforeMs, max]);
    const through = old?.through ?? null;
    if (through === null) return swept;
    ledger.tell(nowMs, purgedEvent(through));
    const purged = await query('DELETE FROM audit_events WHERE sequence <= $1 RETURNING sequence', [through]);
    return swept + purged.length;
  }),

  probe: oneByOne(async ({ query }, { nowMs }) => {
    await query(
      `INSERT INTO remembered (name, value) VALUES ('probe', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [String(nowMs)],
    );
  }),

  remember: oneByOne(async ({ query }, { name, value }) => {
    await query('INSERT INTO remembered (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      name,
      value,
    ]);
    const [kept] = await query<{ value: string }>('SELECT value FROM remembered WHERE name = $1', [name]);
    return kept?.value ?? value;
  }),
};
