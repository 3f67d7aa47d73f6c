/** Counts the calls of the last so many milliseconds, without looking at each of them again. */
export interface CallWindow {
  /** Counts a call that has just ended, and no longer those that the window has left behind. */
  add(nowMs: number, isFailure: boolean): void;
  calls(): number;
  failures(): number;
  clear(): void;
}

/** The calls of one moment of the clock, so that what is kept is bounded however many calls there are. */
interface Moment {
  readonly atMs: number;
  calls: number;
  failures: number;
}

export function createCallWindow(windowMs: number): CallWindow {
  // In the order of the clock.
  let moments: Moment[] = [];
  let calls = 0;
  let failures = 0;

  const leaveOut = (moment: Moment | undefined): void => {
    calls -= moment?.calls ?? 0;
    failures -= moment?.failures ?? 0;
  };

  const momentAt = (nowMs: number): Moment => {
    const last = moments.at(-1);
    if (last?.atMs === nowMs) return last;
    const moment = { atMs: nowMs, calls: 0, failures: 0 };
    moments.push(moment);
    return moment;
  };

  return {
    add(nowMs, isFailure) {
      while (nowMs - (moments[0]?.atMs ?? nowMs) >= windowMs) leaveOut(moments.shift());
      // The clock was set back: what ended at a time to come says nothing of the last ones.
      while ((moments.at(-1)?.atMs ?? nowMs) > nowMs) leaveOut(moments.pop());
      const moment = momentAt(nowMs);
      moment.calls += 1;
      calls += 1;
      if (!isFailure) return;
      moment.failures += 1;
      failures += 1;
    },
    calls: () => calls,
    failures: () => failures,
    clear() {
      moments = [];
      calls = 0;
      failures = 0;
    },
  };
}
