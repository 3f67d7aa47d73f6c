import type { StorageEvents } from '../storage-events.ts';
import type { Result } from './group-commit.ts';
import type { OperationName, Operations } from './operations.ts';

interface Call {
  readonly name: OperationName;
}

/** A disk that hangs gives no error. */
const HANGS_AFTER_MS = 5000;

/**
 * Tells of the first of a row of failures, and of the first write after it. Whatever only reads, or finds nothing to do, works
 * on a full disk as well, and says nothing; a probe that fails beside calls that do not is a failure. What has not ended
 * after five seconds counts as a failure until it has.
 */
export function watchWrites<Calls extends readonly Call[]>(
  run: (calls: Calls) => Promise<readonly Result<unknown>[]>,
  events: Pick<StorageEvents, 'failed' | 'recovered'>,
  hangsAfterMs = HANGS_AFTER_MS,
): (calls: Calls) => Promise<readonly Result<unknown>[]> {
  let failing = false;
  const failed = (cause: unknown): void => {
    if (!failing) events.failed({ cause });
    failing = true;
  };
  return async (calls) => {
    let isOver = false;
    // Where it was this process that stood still, the answer that has come meanwhile is read first.
    const timer = setTimeout(() => setImmediate(() => isOver || failed(hanging())), hangsAfterMs);
    try {
      const results = await run(calls);
      const probed = results[calls.findIndex(({ name }) => name === 'probe')];
      if (probed !== undefined && 'error' in probed) failed(probed.error);
      else if (failing && calls.some(({ name }, index) => hasWritten(name, results[index]))) {
        events.recovered();
        failing = false;
      }
      return results;
    } catch (cause) {
      failed(cause);
      throw cause;
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  };
}

/** With a code of the system: a log line shows no more of an error. */
function hanging(): Error {
  return Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' });
}

function hasWritten(name: OperationName, result: Result<unknown> | undefined): boolean {
  if (result === undefined || 'error' in result) return false;
  if (name === 'accept') return (result.value as Operations['accept']['out']).kind === 'stored';
  return name === 'probe';
}
