import type { Lane } from '../../revocation/intents/intent.ts';
import type { Admission } from '../../revocation/ports/outbound/outbound-gate.ts';
import { createPump, type PumpDependencies } from './pump.ts';
import { createWaitingLanes } from './waiting-lanes.ts';

/** Somebody with a call to make. */
export interface Arrival {
  readonly lane: Lane;
  readonly sinceMs: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Lets calls of one kind through, one by one. */
export type Turnstile = (arrival: Arrival) => Promise<Admission>;

const REFUSED_MIN_MS = 250;
const REFUSED_MAX_MS = 30_000;

/**
 * Everybody of this process who wants to make a call of one kind in one Region waits here, in lanes. One at a time
 * asks the shared budget, however many wait, and whoever's turn it is then goes: so what arrives late and matters
 * most overtakes all others.
 */
export function createTurnstile(dependencies: PumpDependencies): Turnstile {
  const { limits, clock, timers } = dependencies;
  const waiting = createWaitingLanes(clock);
  const pump = createPump(waiting, dependencies);

  const refused = (perSecond: number): Admission => ({
    admitted: false,
    retryInMs: refusedMs(waiting.countAll(), perSecond),
  });

  return ({ lane, sinceMs, waitMs, signal }) => {
    if (signal?.aborted) return Promise.resolve(GIVEN_BACK);
    const { perSecond } = lane === 'unproven' ? limits.unproven : limits.all;
    // Whoever would wait in vain hears so at once.
    if (waiting.count(lane) > (perSecond * waitMs) / 1000) return Promise.resolve(refused(perSecond));
    return new Promise((resolve) => {
      const end = (admission: Admission) => {
        leave();
        callOff();
        signal?.removeEventListener('abort', onAbort);
        resolve(admission);
      };
      const onAbort = () => end(GIVEN_BACK);
      const callOff = timers.after(waitMs, () => end(refused(perSecond)));
      signal?.addEventListener('abort', onAbort);
      const leave = waiting.add({ lane, sinceMs, end });
      pump();
    });
  };
}

const GIVEN_BACK: Admission = { admitted: false, retryInMs: 0 };

function refusedMs(ahead: number, perSecond: number): number {
  return Math.min(REFUSED_MAX_MS, Math.max(REFUSED_MIN_MS, Math.ceil((1000 * (ahead + 1)) / perSecond)));
}
