export interface Ended<T> {
  readonly value: T;
  /** It took more than 100 ms. */
  readonly wasSlow: boolean;
}

/** Runs calls to a store that may never answer. */
export interface BoundedCalls {
  /** Rejects as the call does, and when the call has not ended after 250 ms. */
  run<T>(call: () => Promise<T>): Promise<Ended<T>>;
  /** Whether a call has been waiting for so long that others should not go and wait behind it. */
  areStuck(): boolean;
}

const SLOW_MS = 100;
export const SHARED_CALL_TIMEOUT_MS = 250;

export function createBoundedCalls(): BoundedCalls {
  let slowCalls = 0;

  const run = async <T>(call: () => Promise<T>): Promise<Ended<T>> => {
    let slow = 0;
    const cancelSlow = afterFairly(SLOW_MS, () => {
      slow = 1;
      slowCalls += 1;
    });
    let cancelDeadline = noTimer;
    const deadline = new Promise<never>((_, reject) => {
      cancelDeadline = afterFairly(SHARED_CALL_TIMEOUT_MS, () =>
        reject(new Error('The store did not answer in time.')),
      );
    });
    try {
      const value = await Promise.race([call(), deadline]);
      return { value, wasSlow: slow > 0 };
    } finally {
      cancelSlow();
      cancelDeadline();
      slowCalls -= slow;
    }
  };
  return { run, areStuck: () => slowCalls > 0 };
}

/**
 * Calls back after a time. If it was this process that was late, what has arrived meanwhile is read first: a busy
 * event loop must not look like a store that does not answer. Returns what cancels.
 */
function afterFairly(delayMs: number, callback: () => void): () => void {
  let cancelled = false;
  const timer = setTimeout(() => setImmediate(() => cancelled || callback()), delayMs);
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}

function noTimer(): void {}
