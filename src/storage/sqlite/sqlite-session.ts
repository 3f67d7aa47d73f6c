import type { Result } from '../engine/group-commit.ts';
import { createDatabasePlace } from './database-place.ts';
import { createDiskSpace } from './disk-space.ts';
import { openSqlite } from './open-sqlite.ts';
import { createSqliteDatabase, type OperationCall, type SqliteDatabase } from './sqlite-database.ts';
import { plainError, type WorkerSettings } from './worker-messages.ts';

/** A write that failed in a way after which no later one can be trusted. */
export class BrokenDatabase extends Error {}

export interface SqliteSession {
  /**
   * Runs a batch. A call that cannot be done fails alone; when the disk fails, the whole batch does.
   *
   * @throws BrokenDatabase for a damaged file, or when the disk fails again after the database was opened anew
   */
  run(calls: readonly OperationCall[]): readonly Result<unknown>[];
  truncateLog(): void;
  close(): void;
}

/** After a failed sync the kernel may have dropped what it could not write, so the next sync would prove nothing. */
const DISK_FAILURE = /^SQLITE_IOERR/;
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/;
const FULL = /^SQLITE_FULL/;
const FAILURES_APART_MS = 60_000;

/** A database that is opened anew, and so checked, after the disk failed once. */
export function createSqliteSession(settings: WorkerSettings): SqliteSession {
  const opened = openSqlite(settings);
  const place = createDatabasePlace(settings.path);
  const disk = createDiskSpace(settings.path, settings.freeSpaceFloorBytes);
  let database = createSqliteDatabase(opened, settings.chainKey, { disk, place });
  let lastDiskFailureMs = -Infinity;

  const reopen = (cause: unknown): void => {
    const sinceMs = performance.now() - lastDiskFailureMs;
    lastDiskFailureMs = performance.now();
    if (sinceMs < FAILURES_APART_MS) throw new BrokenDatabase('The disk failed again', { cause });
    try {
      closeQuietly(database);
      place.requireFile();
      database = createSqliteDatabase(openSqlite(settings), settings.chainKey, { disk, place });
    } catch (failure) {
      throw new BrokenDatabase('The database could not be opened again after the disk failed', {
        cause: failure,
      });
    }
  };

  return {
    run(calls) {
      try {
        return runWithRoom(database, calls);
      } catch (cause) {
        const code = plainError(cause).code ?? '';
        if (DAMAGE.test(code)) throw new BrokenDatabase('The database file is damaged', { cause });
        if (DISK_FAILURE.test(code)) reopen(cause);
        if (DISK_FAILURE.test(code) || FULL.test(code) || calls.length === 1) throw cause;
        return calls.map((call) => runAlone(database, call));
      }
    },
    truncateLog: () => database.truncateLog(),
    close: () => database.close(),
  };
}

/** A full disk may be full of the log, which is but a copy of what the database has, or could have. */
function runWithRoom(database: SqliteDatabase, calls: readonly OperationCall[]): readonly Result<unknown>[] {
  try {
    return database.runBatch(calls);
  } catch (cause) {
    if (!FULL.test(plainError(cause).code ?? '')) throw cause;
    database.truncateLog();
    return database.runBatch(calls);
  }
}

/** One call that no database can do must not take others down with it. */
function runAlone(database: SqliteDatabase, call: OperationCall): Result<unknown> {
  try {
    return database.runBatch([call])[0] ?? { error: plainError('no result') };
  } catch (cause) {
    return { error: plainError(cause) };
  }
}

function closeQuietly(database: SqliteDatabase): void {
  try {
    database.close();
  } catch {
    // The disk has just failed; what matters is whether it can be opened again.
  }
}
