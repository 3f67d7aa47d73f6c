/** Starts the thread of the database at argv[2], and prints how many bytes of heap it has been given, young and old. */
import { createSecretKey } from 'node:crypto';
import type { HeapInfo } from 'node:v8';
import type { Worker } from 'node:worker_threads';
import { prepareDirectory } from '../../../src/storage/sqlite/prepare-directory.ts';
import { SQLITE_MIGRATIONS } from '../../../src/storage/sqlite/sqlite-migrations.ts';
import { startSqliteThread } from '../../../src/storage/sqlite/sqlite-thread.ts';

const [path = ''] = process.argv.slice(2);
prepareDirectory(path);
const heap = new Promise<HeapInfo>((resolve, reject) => {
  process.once('worker', (worker: Worker) => {
    worker.once('online', () => void worker.getHeapStatistics().then(resolve, reject));
  });
});
const thread = await startSqliteThread({
  path,
  chainKey: createSecretKey(new Uint8Array(32)),
  migrations: SQLITE_MIGRATIONS,
  synchronous: 'FULL',
  freeSpaceFloorBytes: 0,
});
process.stdout.write(`${(await heap).total_heap_size}\n`);
await thread.close();
