import { LANES, type Lane } from '../../revocation/intents/intent.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import { createLaneTurns } from './lane-turns.ts';

/** Somebody who waits for their turn. */
export interface Waiter {
  readonly lane: Lane;
  readonly sinceMs: number;
  readonly letIn: () => void;
}

/** Who waits, lane by lane, each in the order of arrival. */
export type WaitingLanes = ReturnType<typeof createWaitingLanes>;

export function createWaitingLanes(clock: Clock) {
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
    /** Whether nobody waits who goes before others. */
    arePatient: () => queue('proven').length === 0 && queue('admin').length === 0,
    /** Whose turn it is among the lanes that may go. */
    nextLane(mayGo: (lane: Lane) => boolean): Lane | undefined {
      const heads = LANES.filter(mayGo).flatMap((lane) => queue(lane).slice(0, 1));
      return turnOf(heads, clock.nowMs());
    },
    first: (lane: Lane): Waiter | undefined => queue(lane)[0],
  };
}
