import { createSecretKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { prepareDirectory } from '../../src/storage/sqlite/prepare-directory.ts';
import { SQLITE_MIGRATIONS } from '../../src/storage/sqlite/sqlite-migrations.ts';
import { startSqliteThread } from '../../src/storage/sqlite/sqlite-thread.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();

test('a thread that has ended answers nobody, and can still be closed', async () => {
  const path = newFile();
  prepareDirectory(path);
  const thread = await startSqliteThread({
    path,
    chainKey: createSecretKey(new Uint8Array(32)),
    migrations: SQLITE_MIGRATIONS,
    synchronous: 'FULL',
    freeSpaceFloorBytes: 0,
  });
  await thread.ask({ kind: 'close' });
  await expect(thread.ask({ kind: 'batch', calls: [] })).rejects.toThrow('has ended');
  await expect(thread.close()).resolves.toBeUndefined();
});
