import type { Database } from 'better-sqlite3';
import {
  DENIALS_ORIGIN,
  type DenialPlace,
  type DenialSubject,
  type NumberedDenialRow,
} from '../../engine/denial-record.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

const COLUMNS = `sequence, entry_id AS entryId, kind, user_pool_id AS userPoolId, subject,
  not_before_seconds AS notBeforeSeconds, expires_at_seconds AS expiresAtSeconds, signature`;

export function createSqliteDenials(
  db: Database,
): SqliteOperationsFor<'deny' | 'denialsAfter' | 'denialsAbout'> {
  const head = db.prepare<[], DenialPlace>('SELECT sequence, entry_id AS entryId FROM denials_head');
  const saveHead = db.prepare<[DenialPlace]>(
    'INSERT OR REPLACE INTO denials_head (only, sequence, entry_id) VALUES (1, @sequence, @entryId)',
  );
  const append = db.prepare<[NumberedDenialRow]>(
    `INSERT INTO denials (sequence, entry_id, kind, user_pool_id, subject, not_before_seconds, expires_at_seconds,
       signature)
     VALUES (@sequence, @entryId, @kind, @userPoolId, @subject, @notBeforeSeconds, @expiresAtSeconds, @signature)`,
  );
  const at = db.prepare<[DenialPlace]>(
    'SELECT 1 FROM denials WHERE sequence = @sequence AND entry_id = @entryId',
  );
  const after = db.prepare<[number, number, number], NumberedDenialRow>(
    `SELECT ${COLUMNS} FROM denials WHERE sequence > ? AND +expires_at_seconds > ? ORDER BY sequence LIMIT ?`,
  );
  const about = db.prepare<[DenialSubject & { nowSeconds: number }], NumberedDenialRow>(
    `SELECT ${COLUMNS} FROM denials
     WHERE subject = @subject AND kind = @kind AND user_pool_id = @userPoolId AND expires_at_seconds > @nowSeconds`,
  );

  const headNow = (): DenialPlace => head.get() ?? DENIALS_ORIGIN;
  const isKnown = (place: DenialPlace): boolean =>
    [headNow(), DENIALS_ORIGIN].some(
      ({ sequence, entryId }) => place.sequence === sequence && place.entryId === entryId,
    ) || at.get(place) !== undefined;

  return {
    deny({ rows, event, nowMs }, ledger) {
      if (event !== null) ledger.tell(nowMs, event);
      let { sequence } = headNow();
      for (const row of rows) append.run({ ...row, sequence: (sequence += 1) });
      const last = rows.at(-1);
      if (last !== undefined) saveHead.run({ sequence, entryId: last.entryId });
    },
    denialsAfter({ place, max, nowMs }) {
      const known = place !== null && isKnown(place);
      const rows = after.all(known ? place.sequence : 0, Math.floor(nowMs / 1000), max);
      return { isKnown: known, rows, head: headNow() };
    },
    denialsAbout: ({ subjects, nowMs }) =>
      subjects.flatMap((subject) => about.all({ ...subject, nowSeconds: Math.floor(nowMs / 1000) })),
  };
}
