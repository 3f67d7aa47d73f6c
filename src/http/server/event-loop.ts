import { performance } from 'node:perf_hooks';

const TICK_MS = 50;
const SAMPLE_MS = 500;
const BUSY_SAMPLE_MS = 100;
/** Above it, what comes in waits for what came before. */
const BUSY_UTILIZATION = 0.95;

/** How much the event loop of this process has to do. */
export interface EventLoop {
  /** How late it was in the last half second, in milliseconds. */
  delayMs(): number;
  /** Whether it had next to no time to spare in the last one to three tenths of a second. */
  isBusy(): boolean;
}

export interface WatchedEventLoop extends EventLoop {
  stop(): void;
}

/** One that never has too much to do, for servers that must answer exactly then. */
export const IDLE_EVENT_LOOP: EventLoop = { delayMs: () => 0, isBusy: () => false };

/**
 * Watches the event loop. What was waiting during a stall finds it reported, for half a second.
 *
 * The delay is the one that a moment of the sample belonged to, on average over its moments: a plain mean would hide
 * one stall of seconds behind the many short turns before it. `perf_hooks.monitorEventLoopDelay` is not used because
 * it misses a stall that begins just after its `reset`.
 */
export function watchEventLoop(): WatchedEventLoop {
  const utilization = createRecentUtilization();
  let delayMs = 0;
  let lastMs = performance.now();
  let sampleMs = 0;
  let squares = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const turnMs = nowMs - lastMs;
    lastMs = nowMs;
    utilization.turn(nowMs);
    sampleMs += turnMs;
    squares += turnMs ** 2;
    if (sampleMs < SAMPLE_MS) return;
    delayMs = Math.max(0, squares / sampleMs - TICK_MS);
    sampleMs = 0;
    squares = 0;
  }, TICK_MS).unref();
  return {
    delayMs: () => delayMs,
    isBusy: () => utilization.now() >= BUSY_UTILIZATION,
    stop: () => clearInterval(timer),
  };
}

/** How much of the time was spent on work, since the last sample but one began. */
function createRecentUtilization() {
  let before = performance.eventLoopUtilization();
  let begin = before;
  let beganMs = performance.now();
  return {
    turn(nowMs: number): void {
      if (nowMs - beganMs < BUSY_SAMPLE_MS) return;
      before = begin;
      begin = performance.eventLoopUtilization();
      beganMs = nowMs;
    },
    now: () => performance.eventLoopUtilization(before).utilization,
  };
}
