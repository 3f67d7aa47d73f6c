import { LANES, type Lane } from '../revocation/intents/intent.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundGrant, OutboundLimit } from '../revocation/ports/outbound/outbound-budget.ts';
import type { Admission } from '../revocation/ports/outbound/outbound-gate.ts';
import { createLaneTurns } from './lane-turns.ts';
import type { OutboundLimits } from './outbound-limits.ts';
import type { Timers } from './ports/timers.ts';

/** Somebody with a call to make. */
export interface Arrival {
  readonly lane: Lane;
  readonly sinceMs: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface TurnstileDependencies {
  readonly limits: OutboundLimits;
  /** Takes calls out of the shared budget. Must not throw. */
  readonly take: (limits: readonly OutboundLimit[], wanted: number) => Promise<OutboundGrant>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Lets calls of one kind through, one by one. */
export type Turnstile = (arrival: Arrival) => Promise<Admission>;

interface Waiter {
  readonly lane: Lane;
  readonly sinceMs: number;
  readonly letIn: () => void;
}

const BATCH_MAX = 8;
const REFUSED_MIN_MS = 250;
const REFUSED_MAX_MS = 30_000;

/**
 * Everybody of this process who wants to make a call of one kind in one Region waits here, in lanes. One at a time
 * asks the shared budget, however many wait, and whoever's turn it is then goes: so what arrives late and matters
 * most overtakes all others.
 */
export function createTurnstile(dependencies: TurnstileDependencies): Turnstile {
  const { limits, timers } = dependencies;
  const waiting = createWaitingLanes(dependencies);
  const pump = createPump(waiting, dependencies);

  return ({ lane, sinceMs, waitMs, signal }) => {
    const { perSecond } = lane === 'unproven' ? limits.unproven : limits.all;
    const refused = (): Admission => ({ admitted: false, retryInMs: refusedMs(waiting.count(), perSecond) });
    // Whoever would wait in vain hears so at once.
    const isHopeless = waiting.count(lane) > (perSecond * waitMs) / 1000;
    if (isHopeless || signal?.aborted) {
      return Promise.resolve(signal?.aborted ? GIVEN_BACK : refused());
    }
    return new Promise((resolve) => {
      const end = (admission: Admission) => {
        waiting.remove(waiter);
        callOff();
        signal?.removeEventListener('abort', onAbort);
        resolve(admission);
      };
      const onAbort = () => end(GIVEN_BACK);
      const waiter: Waiter = { lane, sinceMs, letIn: () => end({ admitted: true }) };
      const callOff = timers.after(waitMs, () => end(refused()));
      signal?.addEventListener('abort', onAbort);
      waiting.add(waiter);
      pump();
    });
  };
}

const GIVEN_BACK: Admission = { admitted: false, retryInMs: 0 };

function refusedMs(ahead: number, perSecond: number): number {
  return Math.min(REFUSED_MAX_MS, Math.max(REFUSED_MIN_MS, Math.ceil((1000 * (ahead + 1)) / perSecond)));
}

type WaitingLanes = ReturnType<typeof createWaitingLanes>;

function createWaitingLanes({ clock }: Pick<TurnstileDependencies, 'clock'>) {
  const lanes = new Map<Lane, Waiter[]>(LANES.map((lane) => [lane, []]));
  const turnOf = createLaneTurns();
  const queue = (lane: Lane) => lanes.get(lane) ?? [];

  return {
    add: (waiter: Waiter) => void queue(waiter.lane).push(waiter),
    remove(waiter: Waiter) {
      lanes.set(
        waiter.lane,
        queue(waiter.lane).filter((other) => other !== waiter),
      );
    },
    count: (lane?: Lane) =>
      lane === undefined ? LANES.reduce((sum, each) => sum + queue(each).length, 0) : queue(lane).length,
    /** Whose turn it is among the lanes that may go. */
    nextLane(mayGo: (lane: Lane) => boolean): Lane | undefined {
      const heads = LANES.filter(mayGo).flatMap((lane) => queue(lane).slice(0, 1));
      return turnOf(heads, clock.nowMs());
    },
    first: (lane: Lane): Waiter | undefined => queue(lane)[0],
  };
}

/** Asks the budget for as long as anybody waits, and lets in whoever's turn it is. */
function createPump(waiting: WaitingLanes, { limits, take, timers }: TurnstileDependencies): () => void {
  let isBusy = false;
  let isUnprovenSpent = false;
  let next: Lane | undefined;

  const chooseLane = (): Lane | undefined => {
    if (next !== undefined && waiting.first(next) !== undefined) return next;
    next = waiting.nextLane((lane) => lane !== 'unproven' || !isUnprovenSpent);
    return next;
  };

  const serve = (lane: Lane, granted: number) => {
    waiting.first(lane)?.letIn();
    next = undefined;
    for (let more = 1; more < granted; more += 1) {
      const other = waiting.nextLane((each) => each !== 'unproven');
      if (other !== undefined) waiting.first(other)?.letIn();
    }
  };

  const takeFor = (lane: Lane): Promise<OutboundGrant> => {
    if (lane === 'unproven') return take([limits.all, limits.unproven], 1);
    return take([limits.all], Math.min(BATCH_MAX, waiting.count() - waiting.count('unproven')));
  };

  const run = async (): Promise<void> => {
    for (let lane = chooseLane(); lane !== undefined; lane = chooseLane()) {
      const { granted, retryInMs } = await takeFor(lane);
      const pauseMs = Math.max(1, retryInMs);
      if (granted > 0) serve(lane, granted);
      else if (lane === 'unproven') {
        isUnprovenSpent = true;
        next = undefined;
        timers.after(pauseMs, () => {
          isUnprovenSpent = false;
          start();
        });
      } else await new Promise<void>((resolve) => timers.after(pauseMs, resolve));
    }
    // At once, so that nobody can arrive between the last look and this.
    isBusy = false;
  };

  const start = () => {
    if (isBusy) return;
    isBusy = true;
    void run();
  };
  return start;
}
