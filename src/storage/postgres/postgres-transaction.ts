import type pg from 'pg';
import { CommitUnanswered } from './commit-unanswered.ts';
import { NotConnected } from './not-connected.ts';
import type { PostgresConnections } from './postgres-connection.ts';
import { isRefusal, isUnanswered } from './is-unanswered.ts';
import { createTransactionLedger, type TransactionLedger } from '../engine/transaction-ledger.ts';

type Scalar = string | number | boolean | null | Uint8Array;
export type Value = Scalar | readonly Scalar[];

export interface PostgresTransaction {
  readonly ledger: TransactionLedger;
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly Value[],
  ) => Promise<readonly Row[]>;
}

/** Serialization failure and deadlock: nothing was done, and trying again helps. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const TRIES_MAX = 3;
/** The connection leads to a replica, as it may for a while after a failover: another one may lead to the primary. */
const READ_ONLY = '25006';

/** Runs something in one transaction: when it resolves, it is on the server's disk; when it rejects, it left no trace. */
export async function inTransaction<Output>(
  connections: PostgresConnections,
  work: (transaction: PostgresTransaction) => Promise<Output>,
): Promise<Output> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryTransaction(connections, work);
    } catch (cause) {
      if (attempt === TRIES_MAX || !TRY_AGAIN.has(sqlState(cause))) throw cause;
    }
  }
}

async function tryTransaction<Output>(
  { pool, begin }: PostgresConnections,
  work: (transaction: PostgresTransaction) => Promise<Output>,
): Promise<Output> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new NotConnected(cause);
  });
  try {
    await client.query(begin);
    const output = await work(transactionOn(client));
    await client.query('COMMIT').catch((cause: unknown) => {
      throw isRefusal(cause) ? cause : new CommitUnanswered('COMMIT was not answered', { cause });
    });
    client.release();
    return output;
  } catch (cause) {
    if (isUnanswered(cause) || sqlState(cause) === READ_ONLY) client.release(true);
    else await rollBack(client);
    throw cause;
  }
}

/** A connection whose state is unknown must not come back into the pool. */
async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}

function transactionOn(client: pg.PoolClient): PostgresTransaction {
  return {
    ledger: createTransactionLedger(),
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly Value[] = []) {
      const { rows } = await client.query<Row>(text, [...values]);
      return rows;
    },
  };
}

function sqlState(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
