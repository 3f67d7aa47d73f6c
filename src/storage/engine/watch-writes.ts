import type { StorageEvents } from '../storage-events.ts';
import type { Result } from './group-commit.ts';
import type { OperationName, Operations } from './operations.ts';

interface Call {
  readonly name: OperationName;
}

/**
 * Tells of the first of a row of failures, and of the first write after it. Whatever only reads, or finds nothing to do, works
 * on a full disk as well, and says nothing.
 */
export function watchWrites<Calls extends readonly Call[]>(
  run: (calls: Calls) => Promise<readonly Result<unknown>[]>,
  events: StorageEvents,
): (calls: Calls) => Promise<readonly Result<unknown>[]> {
  let failing = false;
  return async (calls) => {
    try {
      const results = await run(calls);
      if (failing && calls.some(({ name }, index) => hasWritten(name, results[index]))) {
        events.recovered();
        failing = false;
      }
      return results;
    } catch (cause) {
      if (!failing) events.failed({ cause });
      failing = true;
      throw cause;
    }
  };
}

function hasWritten(name: OperationName, result: Result<unknown> | undefined): boolean {
  if (result === undefined || 'error' in result) return false;
  if (name === 'accept') return (result.value as Operations['accept']['out']).kind === 'stored';
  return name === 'probe';
}
