import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../../src/relay/ports/timers.ts';
import type { Clock } from '../../../src/revocation/ports/clock.ts';

interface Due {
  readonly atMs: number;
  readonly run: () => void;
}

export interface SimulatedTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Time since the start, which no change of the clock touches. */
  elapsedMs(): number;
  /** Lets time pass: everything that becomes due meanwhile happens, in order. */
  pass(ms: number): Promise<void>;
  /** Sets the clock forward or back, as NTP would, without any time passing. */
  jump(ms: number): void;
  /** Resolves after so much simulated time. */
  sleep(ms: number): Promise<void>;
}

/** A clock and timers that move only when told. */
export function simulatedTime(startMs = Date.parse('2026-11-25T12:00:00Z')): SimulatedTime {
  let elapsed = 0;
  let offset = startMs;
  const pending = new Set<Due>();
  const timers: Timers = {
    after(ms, run) {
      const due = { atMs: elapsed + ms, run };
      pending.add(due);
      return () => pending.delete(due);
    },
  };
  const first = () => {
    let next: Due | undefined;
    for (const due of pending) if (next === undefined || due.atMs < next.atMs) next = due;
    return next;
  };

  return {
    clock: { nowMs: () => offset + elapsed },
    timers,
    elapsedMs: () => elapsed,
    async pass(ms) {
      const untilMs = elapsed + ms;
      await setImmediate();
      for (let next = first(); next !== undefined && next.atMs <= untilMs; next = first()) {
        pending.delete(next);
        elapsed = Math.max(elapsed, next.atMs);
        next.run();
        await setImmediate();
      }
      elapsed = untilMs;
    },
    jump(ms) {
      offset += ms;
    },
    sleep: (ms) => new Promise((resolve) => timers.after(ms, resolve)),
  };
}
