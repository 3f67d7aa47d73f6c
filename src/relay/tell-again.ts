import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { Timers } from './ports/timers.ts';

/** After how long each next time, for as long as the lease of 30 s of a later try lasts. What somebody else has claimed meanwhile is theirs. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 8000];

/**
 * A store that is told again what it could not be told. Whoever told it hears of the failure at once and need not wait:
 * but if the store is back before the lease ends, Cognito is not called once more for what it has confirmed already.
 */
export function tellAgain(store: RevocationStore, timers: Timers): RevocationStore {
  const again = (tell: () => Promise<unknown>, times: number): void => {
    const waitMs = WAITS_MS[times];
    if (waitMs === undefined) return;
    timers.after(waitMs, () => void tell().catch(() => again(tell, times + 1)));
  };
  const insistently = <Told>(tell: () => Promise<Told>): Promise<Told> => {
    const telling = tell();
    void telling.catch(() => again(tell, 0));
    return telling;
  };
  return {
    ...store,
    settle: (lease, outcome) => insistently(() => store.settle(lease, outcome)),
    park: (lease, cause, callsDone) => insistently(() => store.park(lease, cause, callsDone)),
    retryLater: (lease, postponement) => insistently(() => store.retryLater(lease, postponement)),
  };
}
