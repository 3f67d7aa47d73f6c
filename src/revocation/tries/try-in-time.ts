import { createDeadline } from './deadline.ts';
import type { LateTries } from './late-tries.ts';
import { createTryAtCognito, type Attempt, type CognitoCalls, type TryResult } from './try-at-cognito.ts';

export interface TryInTimeDependencies extends CognitoCalls {
  readonly lateTries: LateTries;
}

export interface TriedInTime {
  readonly result: TryResult;
  /** Set where the try goes on, and `result` says no more than that its time was up. */
  readonly goingOn?: GoingOn;
}

export interface GoingOn {
  readonly attempt: Promise<TryResult>;
  readonly abort: () => void;
}

const TIME_IS_UP: TryResult = {
  outcome: { kind: 'retry', cause: 'timeout', exceptionName: undefined },
  callsDone: 0,
};

/**
 * Makes the function that makes one try, and resolves at the latest when so many milliseconds are over.
 *
 * @param isKept whether somebody waits for what comes of it later: then the try may go on
 */
export function createTryInTime(dependencies: TryInTimeDependencies) {
  const { lateTries } = dependencies;
  const tryAtCognito = createTryAtCognito(dependencies);
  return (attempt: Attempt, timeoutMs: number, isKept: boolean): Promise<TriedInTime> =>
    new Promise((resolve, reject) => {
      const deadline = createDeadline(timeoutMs, (abort) => {
        if (!isKept || !lateTries.hasRoom()) return false;
        resolve({ result: TIME_IS_UP, goingOn: { attempt: trying, abort } });
        return true;
      });
      const trying = tryAtCognito(attempt, deadline);
      trying.then((result) => resolve({ result }), reject);
    });
}
