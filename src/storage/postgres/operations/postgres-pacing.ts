import type { OutboundLimit } from '../../../revocation/ports/outbound/outbound-budget.ts';
import { paceAt, slowedDown, takeCalls, UNUSED_RATE, type CellRate } from '../../engine/generic-cell-rate.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';

interface PacingRecord {
  readonly key: string;
  readonly arrival_at_ms: number;
  readonly pace: number;
  readonly pace_at_ms: number;
}

const COLUMNS = `key, arrival_at_ms, pace, pace_at_ms`;

const SERVER_CLOCK = `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms`;

/**
 * Everybody waits for whoever has the rows locked, and must not wait for the disk as well. A server that crashes forgets
 * the calls of its last moment, and lets out a few too many once.
 */
const WITHOUT_DISK = 'SET LOCAL synchronous_commit TO OFF';

/** Rows are made before they are locked, since a row that is not there cannot be. Always in the same order. */
const MAKE = `
  INSERT INTO pacing (key, arrival_at_ms, pace, pace_at_ms) SELECT key, 0, 1, 0 FROM unnest($1::text[]) AS keys (key)
  ORDER BY key ON CONFLICT (key) DO NOTHING`;

const LOCK = `SELECT ${COLUMNS} FROM pacing WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE`;

const READ = `SELECT ${COLUMNS} FROM pacing WHERE key = ANY ($1::text[])`;

const SAVE = `
  UPDATE pacing SET arrival_at_ms = rate.arrival_at_ms, pace = rate.pace, pace_at_ms = rate.pace_at_ms
  FROM unnest($1::text[], $2::float8[], $3::float8[], $4::bigint[]) AS rate (key, arrival_at_ms, pace, pace_at_ms)
  WHERE pacing.key = rate.key`;

/**
 * @param byServerClock whether the database's clock decides: instances whose clocks differ must not differ about a
 *   shared budget
 */
export function createPostgresPacing(
  byServerClock: boolean,
): PostgresOperationsFor<'take' | 'slowDown' | 'paces'> {
  const lockRates = async (
    transaction: PostgresTransaction,
    limits: readonly OutboundLimit[],
    nowMs: number,
  ) => {
    await transaction.query(WITHOUT_DISK);
    await transaction.query(MAKE, [limits.map(({ key }) => key)]);
    return readRates(transaction, limits, LOCK, byServerClock ? undefined : nowMs);
  };

  return {
    take: oneByOne(async (transaction, { limits, wanted, nowMs }) => {
      const locked = await lockRates(transaction, limits, nowMs);
      const { grant, rates } = takeCalls(locked.rates, limits, wanted, locked.nowMs);
      if (grant.granted > 0) await saveRates(transaction, limits, rates);
      return grant;
    }),

    slowDown: oneByOne(async (transaction, { limit, nowMs }) => {
      const locked = await lockRates(transaction, [limit], nowMs);
      const [rate = UNUSED_RATE] = locked.rates;
      await saveRates(transaction, [limit], [slowedDown(rate, limit, locked.nowMs)]);
    }),

    paces: oneByOne(async (transaction, { limits, nowMs }) => {
      const read = await readRates(transaction, limits, READ, byServerClock ? undefined : nowMs);
      return limits.map((limit, index) => ({
        key: limit.key,
        pace: paceAt(read.rates[index] ?? UNUSED_RATE, limit, read.nowMs),
      }));
    }),
  };
}

/** @param ownNowMs undefined to go by the server's clock, read once the rows are locked */
async function readRates(
  { query }: PostgresTransaction,
  limits: readonly OutboundLimit[],
  select: string,
  ownNowMs: number | undefined,
): Promise<{ readonly nowMs: number; readonly rates: readonly CellRate[] }> {
  const records = await query<PacingRecord & { [column: string]: unknown }>(select, [
    limits.map(({ key }) => key),
  ]);
  const rates = limits.map(({ key }) => toRate(records.find((record) => record.key === key)));
  if (ownNowMs !== undefined) return { nowMs: ownNowMs, rates };
  const [server] = await query<{ now_ms: number }>(SERVER_CLOCK);
  return { nowMs: server?.now_ms ?? 0, rates };
}

function toRate(record: PacingRecord | undefined): CellRate {
  if (record === undefined) return UNUSED_RATE;
  return { arrivalAtMs: record.arrival_at_ms, pace: record.pace, paceAtMs: record.pace_at_ms };
}

async function saveRates(
  transaction: PostgresTransaction,
  limits: readonly OutboundLimit[],
  rates: readonly CellRate[],
): Promise<void> {
  await transaction.query(SAVE, [
    limits.map(({ key }) => key),
    rates.map(({ arrivalAtMs }) => arrivalAtMs),
    rates.map(({ pace }) => pace),
    rates.map(({ paceAtMs }) => Math.round(paceAtMs)),
  ]);
}
