/** The fake's idea of the time: the real time, shifted. It goes on running. */
export interface FakeClock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Moves the time by so many milliseconds; a negative number moves it back. */
  advanceMs(byMs: number): void;
  /** Makes it `toMs` (milliseconds since the epoch) now. */
  setMs(toMs: number): void;
  /** Back to the real time. */
  reset(): void;
}

export function createFakeClock(): FakeClock {
  let offsetMs = 0;
  return {
    nowMs: () => Date.now() + offsetMs,
    advanceMs: (byMs) => {
      offsetMs += byMs;
    },
    setMs: (toMs) => {
      offsetMs = toMs - Date.now();
    },
    reset: () => {
      offsetMs = 0;
    },
  };
}

/** Seconds since the epoch, as tokens write the time. */
export function nowSeconds(clock: FakeClock): number {
  return Math.floor(clock.nowMs() / 1000);
}
