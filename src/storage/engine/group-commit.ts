import { notDurable } from './not-durable.ts';

export type Result<Output> = { readonly value: Output } | { readonly error: unknown };

export interface GroupCommit<Input, Output> {
  add(input: Input): Promise<Output>;
  /** Resolves when everything that was added until now has its result. */
  drained(): Promise<void>;
}

interface Waiting<Input, Output> {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (cause: unknown) => void;
}

export interface GroupCommitLimits {
  readonly maxBatch: number;
  /** How many may wait behind the batch in flight: of a store that hangs, more would only fill the memory. */
  readonly maxWaiting?: number;
  /** Whether a batch failed because nobody answers, so that the next would but wait as long in vain. */
  readonly isUnanswered?: (cause: unknown) => boolean;
  /** Whether a batch failed because of one of its inputs, so that the others are to be done without it. */
  readonly isOfOne?: (cause: unknown) => boolean;
}

const WAITING_MAX = 10_000;

/**
 * Gathers everything that is added in one turn of the event loop into one batch. One batch is in flight at a time;
 * what comes meanwhile joins the next, so that many writers share one wait for the disk.
 *
 * @param commit does a batch; its results are in the order of the inputs. When it rejects, all of the batch do; and
 *   when nobody answered, all that wait behind it do too
 * @returns whose `add` rejects with ServiceError `not-durable` when too many wait already
 */
export function createGroupCommit<Input, Output>(
  commit: (inputs: readonly Input[]) => Promise<readonly Result<Output>[]>,
  {
    maxBatch,
    maxWaiting = WAITING_MAX,
    isUnanswered = () => false,
    isOfOne = () => false,
  }: GroupCommitLimits,
): GroupCommit<Input, Output> {
  let waiting: Waiting<Input, Output>[] = [];
  let running: Promise<void> | undefined;

  const runBatch = async (batch: readonly Waiting<Input, Output>[]): Promise<void> => {
    try {
      const results = await commit(batch.map(({ input }) => input));
      batch.forEach((waiting, index) => settle(waiting, results[index]));
    } catch (cause) {
      if (batch.length > 1 && isOfOne(cause)) return runInHalves(batch);
      const behind = isUnanswered(cause) ? waiting.splice(0) : [];
      for (const { reject } of [...batch, ...behind]) reject(cause);
    }
  };

  /** Finds whom a batch fails for in a few steps, and does all others. */
  const runInHalves = async (batch: readonly Waiting<Input, Output>[]): Promise<void> => {
    const half = Math.ceil(batch.length / 2);
    await runBatch(batch.slice(0, half));
    await runBatch(batch.slice(half));
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // What the batch before has given rise to comes along.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      await runBatch(batch);
    }
    running = undefined;
  };

  return {
    add: (input) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaiting) notDurable('too many writes wait for the database');
        waiting.push({ input, resolve, reject });
        running ??= run();
      }),
    drained: async () => running,
  };
}

/** What a result holds, or throws its error. */
export function valueOf<Output>(result: Result<Output> | undefined): Output {
  if (result === undefined) throw new Error('A batch came back with too few results');
  if ('error' in result) throw result.error;
  return result.value;
}

function settle<Output>(
  { resolve, reject }: Pick<Waiting<unknown, Output>, 'resolve' | 'reject'>,
  result: Result<Output> | undefined,
): void {
  try {
    resolve(valueOf(result));
  } catch (cause) {
    reject(cause);
  }
}
