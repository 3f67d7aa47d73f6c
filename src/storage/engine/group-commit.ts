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

/**
 * Gathers everything that is added in one turn of the event loop into one batch. One batch is in flight at a time;
 * what comes meanwhile joins the next, so that many writers share one wait for the disk.
 *
 * @param commit does a batch; its results are in the order of the inputs. When it rejects, all of the batch do
 */
export function createGroupCommit<Input, Output>(
  commit: (inputs: readonly Input[]) => Promise<readonly Result<Output>[]>,
  maxBatch: number,
): GroupCommit<Input, Output> {
  let waiting: Waiting<Input, Output>[] = [];
  let running: Promise<void> | undefined;

  const runBatch = async (batch: readonly Waiting<Input, Output>[]): Promise<void> => {
    try {
      const results = await commit(batch.map(({ input }) => input));
      batch.forEach((waiting, index) => settle(waiting, results[index]));
    } catch (cause) {
      for (const { reject } of batch) reject(cause);
    }
  };

  const run = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      await runBatch(batch);
    }
    running = undefined;
  };

  return {
    add: (input) =>
      new Promise((resolve, reject) => {
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
