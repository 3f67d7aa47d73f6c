import type { Database } from 'better-sqlite3';
import { paceAt, slowedDown, takeCalls, UNUSED_RATE, type CellRate } from '../../engine/generic-cell-rate.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

interface PacingRecord {
  readonly arrival_at_ms: number;
  readonly pace: number;
  readonly pace_at_ms: number;
}

export function createSqlitePacing(db: Database): SqliteOperationsFor<'take' | 'slowDown' | 'paces'> {
  const find = db.prepare<[string], PacingRecord>('SELECT * FROM pacing WHERE key = ?');
  const save = db.prepare<[CellRate & { key: string }]>(
    `INSERT OR REPLACE INTO pacing (key, arrival_at_ms, pace, pace_at_ms)
     VALUES (@key, @arrivalAtMs, @pace, @paceAtMs)`,
  );
  const rateOf = (key: string): CellRate => {
    const record = find.get(key);
    if (record === undefined) return UNUSED_RATE;
    return { arrivalAtMs: record.arrival_at_ms, pace: record.pace, paceAtMs: record.pace_at_ms };
  };

  return {
    take({ limits, wanted, nowMs }) {
      const before = limits.map(({ key }) => rateOf(key));
      const { grant, rates } = takeCalls(before, limits, wanted, nowMs);
      if (grant.granted > 0) {
        limits.forEach(({ key }, index) => save.run({ ...(rates[index] ?? UNUSED_RATE), key }));
      }
      return grant;
    },
    slowDown({ limit, nowMs }) {
      save.run({ ...slowedDown(rateOf(limit.key), limit, nowMs), key: limit.key });
    },
    paces: ({ limits, nowMs }) =>
      limits.map((limit) => ({ key: limit.key, pace: paceAt(rateOf(limit.key), limit, nowMs) })),
  };
}
