/** The thread in which SQLite works, so that waiting for the disk never holds up the event loop of the service. */
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { BrokenDatabase, createSqliteSession, type SqliteSession } from './sqlite-session.ts';
import { plainError, type FromWorker, type ToWorker, type WorkerSettings } from './worker-messages.ts';

/** How long nothing may be written before the log is emptied, and how long it may wait at most. */
const IDLE_MS = 200;
const LOG_AGE_MAX_MS = 10_000;

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function serve(session: SqliteSession): void {
  let idle: NodeJS.Timeout | undefined;
  let dirtySinceMs: number | undefined;

  const truncateLog = (): void => {
    dirtySinceMs = undefined;
    try {
      session.truncateLog();
    } catch {
      // A full or failing disk shows at the next write, which somebody waits for.
    }
  };

  const run = (calls: Extract<ToWorker, { kind: 'batch' }>['calls']): void => {
    try {
      tell({ kind: 'results', results: session.run(calls) });
    } catch (cause) {
      tell({ kind: 'failed', error: plainError(cause), broken: cause instanceof BrokenDatabase });
    }
    dirtySinceMs ??= performance.now();
    clearTimeout(idle);
    if (performance.now() - dirtySinceMs > LOG_AGE_MAX_MS) truncateLog();
    else idle = setTimeout(truncateLog, IDLE_MS);
  };

  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'batch') run(message.calls);
    else {
      clearTimeout(idle);
      truncateLog();
      session.close();
      tell({ kind: 'closed' });
      parentPort?.close();
    }
  });
}

try {
  const session = createSqliteSession(workerData as WorkerSettings);
  tell({ kind: 'opened' });
  serve(session);
} catch (cause) {
  if (cause instanceof ConfigurationError) tell({ kind: 'refused', problems: cause.problems });
  else tell({ kind: 'failed', error: plainError(cause), broken: true });
  parentPort?.close();
}
