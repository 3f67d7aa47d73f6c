import { DeadlineSignal } from './deadline-signal.ts';

/** When something has to be over, measured by no clock that can be set. */
export interface Deadline {
  /** Aborts when it is reached. */
  readonly signal: DeadlineSignal;
  /** What is left, in milliseconds; 0 once it has passed. */
  readonly restMs: () => number;
  /** Nothing waits for it any more: it is not reached then. */
  readonly cancel: () => void;
}

/**
 * To be cancelled once what it is for is over, or it goes on until it is reached.
 *
 * @param letPass asked when it is reached: `true` lets it pass, and leaves it to whoever said so to abort
 */
export function createDeadline(
  afterMs: number,
  letPass: (abort: () => void) => boolean = () => false,
): Deadline {
  const signal = new DeadlineSignal();
  const abort = () => signal.abort();
  const timer = setTimeout(() => {
    if (!letPass(abort)) abort();
  }, afterMs);
  return { signal, restMs: restOf(afterMs), cancel: () => clearTimeout(timer) };
}

/** Counts down from so many milliseconds to 0, by no clock that can be set. */
export function restOf(afterMs: number): () => number {
  const atMs = performance.now() + afterMs;
  return () => Math.max(0, atMs - performance.now());
}
