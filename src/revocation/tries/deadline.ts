/** When something has to be over, measured by no clock that can be set. */
export interface Deadline {
  /** Aborts when it is reached. */
  readonly signal: AbortSignal;
  /** What is left, in milliseconds; 0 once it has passed. */
  readonly restMs: () => number;
  /** Nothing waits for it any more: it is not reached then. */
  readonly cancel: () => void;
}

/** To be cancelled once what it is for is over, or it goes on until it is reached. */
export function createDeadline(afterMs: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), afterMs);
  return { signal: controller.signal, restMs: restOf(afterMs), cancel: () => clearTimeout(timer) };
}

/** Counts down from so many milliseconds to 0, by no clock that can be set. */
export function restOf(afterMs: number): () => number {
  const atMs = performance.now() + afterMs;
  return () => Math.max(0, atMs - performance.now());
}
