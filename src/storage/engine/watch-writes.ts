import type { StorageEvents } from '../storage-events.ts';

/** Tells of the first of a row of failures, and of the first success after it. */
export function watchWrites<Input, Output>(
  write: (input: Input) => Promise<Output>,
  events: StorageEvents,
): (input: Input) => Promise<Output> {
  let failing = false;
  return async (input) => {
    try {
      const output = await write(input);
      if (failing) events.recovered();
      failing = false;
      return output;
    } catch (cause) {
      if (!failing) events.failed({ cause });
      failing = true;
      throw cause;
    }
  };
}
