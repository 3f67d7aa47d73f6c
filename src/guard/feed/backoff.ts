/** Pauses after failures in a row: each is random between nothing and a bound that doubles ("full jitter"). */
export interface Backoff {
  nextMs(): number;
  /** After a success. */
  reset(): void;
}

/**
 * Full jitter keeps readers that lost the same server at the same time from coming back at the same time.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function createBackoff({ min, max }: { readonly min: number; readonly max: number }): Backoff {
  let boundMs = min;
  return {
    nextMs() {
      const pauseMs = Math.random() * boundMs;
      boundMs = Math.min(boundMs * 2, max);
      return pauseMs;
    },
    reset() {
      boundMs = min;
    },
  };
}
