const TICK_MS = 20;
const SAMPLE_MS = 500;

export interface EventLoopDelay {
  /** How late the event loop was in the last half second, in milliseconds. */
  delayMs(): number;
  stop(): void;
}

/**
 * Watches how late the event loop is. What was waiting during a stall finds it reported, for half a second.
 *
 * The delay is the one that a moment of the sample belonged to, on average over its moments: a plain mean would hide
 * one stall of seconds behind the many short turns before it. `perf_hooks.monitorEventLoopDelay` is not used because
 * it misses a stall that begins just after its `reset`.
 */
export function createEventLoopDelay(): EventLoopDelay {
  let delayMs = 0;
  let lastMs = performance.now();
  let sampleMs = 0;
  let squares = 0;
  const timer = setInterval(() => {
    const turnMs = performance.now() - lastMs;
    lastMs += turnMs;
    sampleMs += turnMs;
    squares += turnMs ** 2;
    if (sampleMs < SAMPLE_MS) return;
    delayMs = Math.max(0, squares / sampleMs - TICK_MS);
    sampleMs = 0;
    squares = 0;
  }, TICK_MS).unref();
  return {
    delayMs: () => delayMs,
    stop: () => clearInterval(timer),
  };
}
