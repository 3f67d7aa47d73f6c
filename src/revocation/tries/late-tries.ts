/** Bounds of tries that go on after their caller has been answered. */
export const LATE_TRY_BOUNDS = {
  /** So long after it was asked Cognito's answer still counts. */
  lateAnswerMs: 10_000,
  /** Few beside the connections to Cognito: those who still wait for an answer need them. */
  lateTries: 32,
} as const;

/**
 * First tries that go on after their caller has been told that the order is accepted. Were they given up instead, an
 * order that Cognito carries out a moment later would be carried out twice.
 */
export interface LateTries {
  /** Whether one more may go on. */
  readonly hasRoom: () => boolean;
  /** Lets a try go on until it is over, or so many milliseconds later is aborted. */
  readonly goOn: (attempt: Promise<unknown>, restMs: number, abort: () => void) => void;
  /** Aborts all, and resolves once they are over; none goes on from now on. */
  readonly finish: () => Promise<void>;
}

export function createLateTries(): LateTries {
  const going = new Map<Promise<unknown>, () => void>();
  let isFinishing = false;
  return {
    hasRoom: () => !isFinishing && going.size < LATE_TRY_BOUNDS.lateTries,
    goOn(attempt, restMs, abort) {
      const timer = setTimeout(abort, restMs);
      const over = attempt
        .catch(() => undefined)
        .finally(() => {
          clearTimeout(timer);
          going.delete(over);
        });
      going.set(over, abort);
    },
    async finish() {
      isFinishing = true;
      for (const abort of going.values()) abort();
      await Promise.all(going.keys());
    },
  };
}
