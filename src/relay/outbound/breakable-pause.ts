import type { Timers } from '../ports/timers.ts';

export interface BreakablePause {
  /** Resolves after so many milliseconds, or once it is broken off. */
  rest(pauseMs: number): Promise<void>;
  /** Does nothing where nobody rests. */
  breakOff(): void;
}

export function createBreakablePause(timers: Timers): BreakablePause {
  let end: (() => void) | undefined;
  return {
    rest: (pauseMs) =>
      new Promise((resolve) => {
        const callOff = timers.after(pauseMs, () => end?.());
        end = () => {
          end = undefined;
          callOff();
          resolve();
        };
      }),
    breakOff: () => end?.(),
  };
}
