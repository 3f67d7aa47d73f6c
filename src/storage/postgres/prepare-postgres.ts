import { DatabaseError, type Pool } from 'pg';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { pendingMigrations, type AppliedMigration, type Migration } from '../engine/migration.ts';
import { createConnections, SCHEMA, type PostgresSettings } from './postgres-connection.ts';
import { inTransaction, type PostgresTransaction } from './postgres-transaction.ts';
import { whyUnreachable } from './why-unreachable.ts';

/** Instances that start at the same time migrate one after the other. The number is the name of the lock. */
const LOCK_MIGRATIONS = 'SELECT pg_advisory_xact_lock(5069731288447291)';

/** A migration of another instance may take its time, and must not keep this one for ever. */
const WAIT_FOR_LOCKS = "SET LOCAL lock_timeout = '60s'";

const NO_RIGHT = `names a role that may not make the schema ${SCHEMA}, or may not use it: let the role make it (GRANT CREATE ON DATABASE), or make it for the role (CREATE SCHEMA ${SCHEMA} AUTHORIZATION)`;
/** What the server refuses for what it is, or for what its role may do, by SQLSTATE. */
const REFUSALS: Readonly<Record<string, string>> = {
  '42501': NO_RIGHT,
  // A schema that a role may not use is none to it, so that there is none to make tables in.
  '3F000': NO_RIGHT,
  '25006': 'names a server that takes no writes: name the primary, and no replica',
};

/**
 * Makes sure that the server keeps what it acknowledges, and brings the schema up to date.
 *
 * @throws ConfigurationError when the server cannot be reached, is set up to lose writes, takes no writes or none of this role, or
 *   when a newer program has changed the schema
 */
export async function preparePostgres(
  settings: PostgresSettings,
  migrations: readonly Migration[],
): Promise<void> {
  const connections = createConnections({ ...settings, statementMs: 0 });
  try {
    await assertReachable(connections.pool);
    await inTransaction(connections, assertDurable);
    await inTransaction(connections, async (transaction) => {
      await transaction.query(WAIT_FOR_LOCKS);
      await transaction.query(LOCK_MIGRATIONS);
      await makeSchema(transaction);
      await migrate(transaction, migrations);
    });
  } catch (cause) {
    throw explained(cause);
  } finally {
    await connections.pool.end();
  }
}

function explained(cause: unknown): unknown {
  const problem = cause instanceof DatabaseError ? REFUSALS[cause.code ?? ''] : undefined;
  return problem === undefined ? cause : new ConfigurationError([{ variable: 'DATABASE_URL', problem }]);
}

async function assertReachable(pool: Pool): Promise<void> {
  try {
    (await pool.connect()).release();
  } catch (cause) {
    throw new ConfigurationError([
      {
        variable: 'DATABASE_URL',
        problem: `names a server that cannot be reached (${whyUnreachable(cause)}): start it, or correct its address and the password`,
      },
    ]);
  }
}

async function assertDurable({ query }: PostgresTransaction): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const [found] = await query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (found?.value !== 'on') throw losesWrites(setting);
  }
}

function losesWrites(setting: string): ConfigurationError {
  return new ConfigurationError([
    {
      variable: 'DATABASE_URL',
      problem: `names a server with ${setting} switched off, which loses acknowledged writes when it crashes: switch it on`,
    },
  ]);
}

/** An operator may have made the schema, for a role that may not make one. */
async function makeSchema({ query }: PostgresTransaction): Promise<void> {
  const [found] = await query<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [
    SCHEMA,
  ]);
  if (found?.there !== true) await query(`CREATE SCHEMA ${SCHEMA}`);
  await query(
    `CREATE TABLE IF NOT EXISTS schema_versions (
       version INTEGER PRIMARY KEY, oldest_compatible INTEGER NOT NULL, applied_at_ms BIGINT NOT NULL
     )`,
  );
}

async function migrate({ query }: PostgresTransaction, migrations: readonly Migration[]): Promise<void> {
  const applied = await query<AppliedMigration & { [column: string]: unknown }>(
    'SELECT version, oldest_compatible AS "oldestCompatible" FROM schema_versions',
  );
  for (const { version, oldestCompatible, sql } of pendingMigrations(migrations, applied)) {
    await query(sql);
    await query('INSERT INTO schema_versions VALUES ($1, $2, $3)', [version, oldestCompatible, Date.now()]);
  }
}
