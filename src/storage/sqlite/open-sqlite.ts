import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { pendingMigrations, type AppliedMigration, type Migration } from '../engine/migration.ts';

export interface SqliteSettings {
  readonly path: string;
  readonly migrations: readonly Migration[];
  /**
   * `OFF` loses acknowledged writes at a power cut. It is there for the tests which prove that they would notice.
   */
  readonly synchronous: 'FULL' | 'OFF';
}

/** Up to this size the whole file is checked at the start; beyond it, everything but the encrypted orders and the trail. */
const FULL_CHECK_BYTES_MAX = 64 * 1024 * 1024;
const FULL = 2;
/**
 * From this many pages (16 MB) on, the log is copied into the database by whoever commits. Of a page that was written many
 * times only the last is copied, so that fewer copies are less work; beyond 4,062 pages the log's index gets a second part,
 * and each look into it takes longer.
 */
const LOG_PAGES_MAX = 4000;
/**
 * How much of the database SQLite keeps at hand. When a page was split, the commit looks at each page that is kept, so that
 * more of them cost more than they save: what is not among them is in memory all the same, as a file that the system has read.
 */
const CACHE_KB = 2000;

/**
 * Opens the database for this process alone, makes sure that it is sound and durable, and brings it up to date.
 *
 * @throws ConfigurationError when another process has it open, when it is damaged or its disk is full (it is left as it
 *   is), or when a newer program has changed it
 */
export function openSqlite(settings: SqliteSettings): Database.Database {
  const db = opened(settings.path);
  try {
    lock(db);
    makeDurable(db, settings.synchronous);
    db.pragma(`cache_size = -${CACHE_KB}`);
    checkIntegrity(db, statSync(settings.path).size);
    sortBeside(db, settings.path);
    migrate(db, settings.migrations);
    return db;
  } catch (cause) {
    db.close();
    throw explained(cause);
  }
}

function opened(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (cause) {
    throw explained(cause);
  }
}

/** With an exclusive lock the log's index stays in memory, so no second file is shared, and nobody else gets in. */
function lock(db: Database.Database): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.exec('BEGIN IMMEDIATE; COMMIT');
}

function makeDurable(db: Database.Database, synchronous: 'FULL' | 'OFF'): void {
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('secure_delete = ON');
  db.pragma(`wal_autocheckpoint = ${LOG_PAGES_MAX}`);
  db.pragma('trusted_schema = OFF');
  const applied = db.pragma('synchronous', { simple: true });
  const journal = db.pragma('journal_mode', { simple: true });
  if ((synchronous === 'FULL' && applied !== FULL) || journal !== 'wal') {
    throw new Error(
      `SQLite did not become durable (synchronous ${String(applied)}, journal ${String(journal)})`,
    );
  }
}

function checkIntegrity(db: Database.Database, bytes: number): void {
  const tables = [
    'intents',
    'pending_totals',
    'audit_head',
    'idempotency_keys',
    'pacing',
    'remembered',
    'denials_head',
  ];
  const checks =
    bytes <= FULL_CHECK_BYTES_MAX
      ? ['quick_check']
      : tables.filter((table) => hasTable(db, table)).map((table) => `quick_check(${table})`);
  for (const check of checks) {
    if (db.pragma(check, { simple: true }) !== 'ok') throw damaged();
  }
}

/** What is too much to sort in memory goes to a file beside the database: all else may be read-only. */
function sortBeside(db: Database.Database, path: string): void {
  db.pragma(`temp_store_directory = '${dirname(path).replaceAll("'", "''")}'`);
}

function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS schema_versions (
       version INTEGER PRIMARY KEY, oldest_compatible INTEGER NOT NULL, applied_at_ms INTEGER NOT NULL
     ) STRICT`,
  );
  const applied = db
    .prepare<[], AppliedMigration>(
      'SELECT version, oldest_compatible AS oldestCompatible FROM schema_versions',
    )
    .all();
  const record = db.prepare('INSERT INTO schema_versions VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const { version, oldestCompatible, sql } of pendingMigrations(migrations, applied)) {
      db.exec(sql);
      record.run(version, oldestCompatible, Date.now());
    }
  })();
}

function hasTable(db: Database.Database, table: string): boolean {
  const found = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table);
  return found !== undefined;
}

function explained(cause: unknown): unknown {
  const { code } = cause as { readonly code?: unknown };
  if (typeof code !== 'string') return cause;
  if (code.startsWith('SQLITE_BUSY')) return inUse();
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return notWritable(code);
  if (code.startsWith('SQLITE_FULL')) return full();
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged();
  return cause;
}

function inUse(): ConfigurationError {
  return problem('names a database that another process has open: run one process on it, or use PostgreSQL');
}

/** The log is a file beside the database, so that a right to the database alone is too little. */
function notWritable(code: string): ConfigurationError {
  return problem(
    `names a database that this user cannot read and write (${code}). Give this user the file, those beside it that begin with its name, and their folder (chown)`,
  );
}

function full(): ConfigurationError {
  return problem('names a database whose disk is full: make room there. The database was left as it was');
}

function damaged(): ConfigurationError {
  return problem(
    'names a database file that is damaged. It was left as it is: restore a backup in its place',
  );
}

function problem(text: string): ConfigurationError {
  return new ConfigurationError([{ variable: 'DATABASE_URL', problem: text }]);
}
