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
    statement_timeout: statementMs,
    query_timeout: 2 * statementMs,
    idle_in_transaction_session_timeout: IN_TRANSACTION_IDLE_MAX_MS,
    keepAlive: true,
    fallback_application_name: 'cognito-logout',
    options: `-c search_path=${SCHEMA} -c synchronous_commit=on`,
    types,
  };
}

export function createPool(settings: PostgresSettings): Pool {
  const pool = new Pool({ ...connectionConfig(settings), max: POOL_MAX });
  // A connection that breaks is told of twice: to whoever waits for its answer, and here, where unheard it would end
  // the process. The next one that is asked for replaces it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
