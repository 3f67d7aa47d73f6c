import type { Database } from 'better-sqlite3';
import { purgedEvent } from '../../audit/audit-event.ts';
import { ENDED_DENIALS_KEPT_SECONDS } from '../../engine/denial-record.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

/** What one intent may write to the log, with all of its indexes and its event. */
const INTENT_WRITES_BYTES = 256 * 1024;

/** With the code that the system has for it: a log line shows no more of an error. */
const diskFull = (): Error => Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });

/** What has served its time, and the small things that every database keeps. */
export function createSqliteSweep(
  db: Database,
  disk: DiskSpace,
): SqliteOperationsFor<'sweep' | 'probe' | 'remember'> {
  const intents = db.prepare<[number, number]>(
    `DELETE FROM intents WHERE number IN
       (SELECT number FROM intents WHERE answers_until_ms IS NOT NULL AND answers_until_ms <= ? LIMIT ?)`,
  );
  const keys = db.prepare<[number, number]>(
    'DELETE FROM idempotency_keys WHERE id IN (SELECT id FROM idempotency_keys WHERE expires_at_ms <= ? LIMIT ?)',
  );
  const denials = db.prepare<[number, number]>(
    'DELETE FROM denials WHERE sequence IN (SELECT sequence FROM denials WHERE expires_at_seconds <= ? LIMIT ?)',
  );
  const oldEvents = db.prepare<[number, number], { through: number | null }>(
    `SELECT max(sequence) AS through FROM
       (SELECT sequence, at_ms FROM audit_events ORDER BY sequence LIMIT ?) WHERE at_ms < ?`,
  );
  const purge = db.prepare<[number]>('DELETE FROM audit_events WHERE sequence <= ?');
  const write = db.prepare<[string, string]>('INSERT OR REPLACE INTO remembered (name, value) VALUES (?, ?)');
  const keep = db.prepare<[string, string]>(
    'INSERT INTO remembered (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
  );
  const recall = db.prepare<[string], { value: string }>('SELECT value FROM remembered WHERE name = ?');

  return {
    sweep({ nowMs, auditBeforeMs, max }, ledger) {
      const endedSeconds = Math.floor(nowMs / 1000) - ENDED_DENIALS_KEPT_SECONDS;
      const swept =
        intents.run(nowMs, max).changes +
        keys.run(nowMs, max).changes +
        denials.run(endedSeconds, max).changes;
      const through = auditBeforeMs === null ? null : (oldEvents.get(max, auditBeforeMs)?.through ?? null);
      if (through === null) return swept;
      ledger.tell(nowMs, purgedEvent(through));
      return swept + purge.run(through).changes;
    },
    probe({ nowMs }) {
      if (disk.freeBytes() < INTENT_WRITES_BYTES) throw diskFull();
      write.run('probe', String(nowMs));
    },
    remember({ name, value }) {
      keep.run(name, value);
      return recall.get(name)?.value ?? value;
    },
  };
}
