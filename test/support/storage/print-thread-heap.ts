/** Starts the thread of the database at argv[2], and prints how many bytes of heap it has been given, young and old. */
import type { HeapInfo } from 'node:v8';
import type { Worker } from 'node:worker_threads';
import { startTestThread } from './start-test-thread.ts';

const [path = ''] = process.argv.slice(2);
const heap = new Promise<HeapInfo>((resolve, reject) => {
  process.once('worker', (worker: Worker) => {
    worker.once('online', () => void worker.getHeapStatistics().then(resolve, reject));
  });
});
const thread = await startTestThread(path);
process.stdout.write(`${(await heap).total_heap_size}\n`);
await thread.close();
