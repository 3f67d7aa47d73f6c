import { createSecretKey } from 'node:crypto';
import { prepareDirectory } from '../../../src/storage/sqlite/prepare-directory.ts';
import { SQLITE_MIGRATIONS } from '../../../src/storage/sqlite/sqlite-migrations.ts';
import { startSqliteThread, type SqliteThread } from '../../../src/storage/sqlite/sqlite-thread.ts';

/** The thread of a database at a path. */
export function startTestThread(path: string): Promise<SqliteThread> {
  prepareDirectory(path);
  return startSqliteThread({
    path,
    chainKey: createSecretKey(new Uint8Array(32)),
    migrations: SQLITE_MIGRATIONS,
    synchronous: 'FULL',
    freeSpaceFloorBytes: 0,
  });
}
