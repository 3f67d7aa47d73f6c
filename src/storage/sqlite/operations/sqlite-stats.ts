import type { Database } from 'better-sqlite3';
import { LANES, type Lane, type ParkedCause } from '../../../revocation/intents/intent.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

interface ParkedGroup {
  readonly parked_cause: ParkedCause;
  readonly user_pool_id: string;
  readonly client_id: string | null;
  readonly intents: number;
}

export function createSqliteStats(db: Database): SqliteOperationsFor<'stats'> {
  const byKey = db.prepare<[], { kid: string; intents: number }>(
    'SELECT kid, sum(intents) AS intents FROM pending_totals GROUP BY kid HAVING sum(intents) > 0',
  );
  const byLane = db.prepare<[Lane], { intents: number; bytes: number }>(
    'SELECT coalesce(sum(intents), 0) AS intents, coalesce(sum(bytes), 0) AS bytes FROM pending_totals WHERE lane = ?',
  );
  const oldest = db.prepare<[Lane], { at: number | null }>(
    'SELECT min(accepted_at_ms) AS at FROM intents WHERE lane = ? AND outcome IS NULL',
  );
  const parked = db.prepare<[], ParkedGroup>(
    `SELECT parked_cause, user_pool_id, client_id, count(*) AS intents FROM intents
     WHERE parked_cause IS NOT NULL GROUP BY parked_cause, user_pool_id, client_id`,
  );

  return {
    stats: () => ({
      lanes: LANES.map((lane) => ({
        lane,
        ...(byLane.get(lane) ?? { intents: 0, bytes: 0 }),
        oldestAcceptedAtMs: oldest.get(lane)?.at ?? undefined,
      })),
      parked: parked.all().map(({ parked_cause, user_pool_id, client_id, intents }) => ({
        cause: parked_cause,
        userPoolId: user_pool_id,
        clientId: client_id ?? undefined,
        intents,
      })),
      intentsByKey: Object.fromEntries(byKey.all().map(({ kid, intents }) => [kid, intents])),
    }),
  };
}
