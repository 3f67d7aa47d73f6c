import { Pool, types as defaultTypes, type ClientConfig, type CustomTypesConfig } from 'pg';

export interface PostgresSettings {
  readonly url: string;
  /** How long a connection, and then a statement, may take before the store counts as out of reach. */
  readonly timeoutMs: number;
  /** How long a statement may take instead: 0 is as long as it needs. */
  readonly statementMs?: number;
}

/** All tables are in a schema of their own, so that the database may hold other things as well. */
export const SCHEMA = 'cognito_logout';

const POOL_MAX = 8;
const IN_TRANSACTION_IDLE_MAX_MS = 5000;
const INT8_OID = 20;

/** `bigint` columns hold times and counts, which fit a JavaScript number. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text'): unknown =>
    oid === INT8_OID ? Number : defaultTypes.getTypeParser(oid, format)) as typeof defaultTypes.getTypeParser,
};

export function connectionConfig({
  url,
  timeoutMs,
  statementMs = timeoutMs,
}: PostgresSettings): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: 2 * statementMs,
    keepAlive: true,
    fallback_application_name: 'cognito-logout',
    types,
  };
}

/**
 * Begins a transaction with all that it counts on, whatever the server, the database or the role have as their defaults. Said
 * anew each time, since a pooler in between takes no such parameters for a connection, or leaves them out without a word.
 */
export function beginning({ timeoutMs, statementMs = timeoutMs }: PostgresSettings): string {
  return `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL search_path = ${SCHEMA}; SET LOCAL synchronous_commit = on;
    SET LOCAL statement_timeout = ${statementMs};
    SET LOCAL idle_in_transaction_session_timeout = ${IN_TRANSACTION_IDLE_MAX_MS}`;
}

/** Connections to the server, and how a transaction begins on each of them. */
export interface PostgresConnections {
  readonly pool: Pool;
  readonly begin: string;
}

export function createConnections(settings: PostgresSettings): PostgresConnections {
  const pool = new Pool({ ...connectionConfig(settings), max: POOL_MAX });
  // A connection that breaks is told of twice: to whoever waits for its answer, and here, where unheard it would end
  // the process. The next one that is asked for replaces it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, begin: beginning(settings) };
}
