import type { Clock } from '../../../src/revocation/ports/clock.ts';

export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** A clock that stands still until it is moved; backwards, too. */
export function createTestClock(startMs = Date.parse('2026-11-25T12:00:00Z')): TestClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
