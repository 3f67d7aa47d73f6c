import { LANES, type Lane, type ParkedCause } from '../../../revocation/intents/intent.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';

interface Total {
  readonly lane: Lane;
  readonly kid: string;
  readonly intents: number;
  readonly bytes: number;
}

interface ParkedGroup {
  readonly parked_cause: ParkedCause;
  readonly user_pool_id: string;
  readonly client_id: string | null;
  readonly intents: number;
}

const OLDEST = `
  SELECT lane, (SELECT min(accepted_at_ms) FROM intents WHERE intents.lane = lanes.lane AND outcome IS NULL) AS at
  FROM unnest($1::text[]) AS lanes (lane)`;

const PARKED = `
  SELECT parked_cause, user_pool_id, client_id, count(*) AS intents FROM intents
  WHERE parked_cause IS NOT NULL GROUP BY parked_cause, user_pool_id, client_id`;

export const postgresStats: PostgresOperationsFor<'stats'> = {
  stats: oneByOne(async ({ query }) => {
    const totals = await query<Total & { [column: string]: unknown }>(
      'SELECT * FROM pending_totals WHERE intents > 0',
    );
    const oldest = await query<{ lane: Lane; at: number | null }>(OLDEST, [LANES]);
    const parked = await query<ParkedGroup & { [column: string]: unknown }>(PARKED);
    return {
      lanes: LANES.map((lane) => ({
        lane,
        ...sumOf(totals.filter((total) => total.lane === lane)),
        oldestAcceptedAtMs: oldest.find((row) => row.lane === lane)?.at ?? undefined,
      })),
      parked: parked.map(({ parked_cause, user_pool_id, client_id, intents }) => ({
        cause: parked_cause,
        userPoolId: user_pool_id,
        clientId: client_id ?? undefined,
        intents,
      })),
      intentsByKey: Object.fromEntries(
        [...new Set(totals.map(({ kid }) => kid))].map((kid) => [
          kid,
          sumOf(totals.filter((total) => total.kid === kid)).intents,
        ]),
      ),
    };
  }),
};

function sumOf(totals: readonly Total[]): { readonly intents: number; readonly bytes: number } {
  return {
    intents: totals.reduce((sum, { intents }) => sum + intents, 0),
    bytes: totals.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
