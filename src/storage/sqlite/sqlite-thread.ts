import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { toError, type FromWorker, type ToWorker, type WorkerSettings } from './worker-messages.ts';

/** The thread's end on this side: one question at a time, one answer each. */
export interface SqliteThread {
  /** Rejects when the thread has died. */
  ask(message: ToWorker): Promise<FromWorker>;
  /** Closes the database, if the thread is still there to do it. Never rejects. */
  close(): Promise<void>;
}

/** Sources run as they are in development, and compiled in production: the worker's file is of the same kind as this one. */
const WORKER_FILE = import.meta.url.endsWith('.ts') ? './sqlite-worker.ts' : './sqlite-worker.js';

/** @throws ConfigurationError when the database was refused */
export async function startSqliteThread(settings: WorkerSettings): Promise<SqliteThread> {
  startThreadsSmall();
  const worker = new Worker(new URL(WORKER_FILE, import.meta.url), { workerData: settings });
  const answers = createAnswers(worker);
  const first = await answers.next();
  if (first.kind === 'refused') throw new ConfigurationError(first.problems);
  if (first.kind === 'failed') throw toError(first.error);

  const ask = (message: ToWorker): Promise<FromWorker> => {
    const answer = answers.next();
    worker.postMessage(message);
    return answer;
  };
  return {
    ask,
    async close() {
      await ask({ kind: 'close' }).catch(() => undefined);
      await worker.terminate();
    },
  };
}

/**
 * A thread's heap is laid out by the options of the process, under which young objects may begin with much room, for the many
 * logouts under way. The database's thread holds a batch of them: as V8 is by itself, its room begins small and grows.
 * V8 reads this only as it makes a heap, so that the one of this thread, which is there, stays as it is.
 */
function startThreadsSmall(): void {
  setFlagsFromString('--min-semi-space-size=0');
}

function createAnswers(worker: Worker) {
  let waiting: { resolve: (message: FromWorker) => void; reject: (cause: unknown) => void } | undefined;
  let dead: Error | undefined;
  const die = (cause: unknown): void => {
    dead ??= new Error('The thread of the database has ended', { cause });
    waiting?.reject(dead);
  };
  worker.on('message', (message: FromWorker) => waiting?.resolve(message));
  worker.on('error', die);
  worker.on('exit', (code) => die(`exit code ${code}`));

  return {
    next: (): Promise<FromWorker> =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (dead !== undefined) reject(dead);
      }),
  };
}
