/** When something has to be over, measured by no clock that can be set. */
export interface Deadline {
  /** Aborts when it is reached. */
  readonly signal: AbortSignal;
  /** What is left, in milliseconds; 0 once it has passed. */
  readonly restMs: () => number;
}

export function createDeadline(afterMs: number): Deadline {
  const atMs = performance.now() + afterMs;
  return { signal: AbortSignal.timeout(afterMs), restMs: () => Math.max(0, atMs - performance.now()) };
}
