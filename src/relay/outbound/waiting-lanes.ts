import { LANES, type Lane } from '../../revocation/intents/intent.ts';
import type { Admission } from '../../revocation/ports/outbound/outbound-gate.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import { createWaitingLine, type Leave } from '../../collections/waiting-line.ts';
import { createLaneTurns, type LaneHead } from './lane-turns.ts';

/** Somebody who waits for their turn. */
export interface Waiter {
  readonly lane: Lane;
  readonly sinceMs: number;
  /** Ends the waiting. */
  readonly end: (admission: Admission) => void;
}

/** Who waits, lane by lane, each in the order of arrival. */
export type WaitingLanes = ReturnType<typeof createWaitingLanes>;

export function createWaitingLanes(clock: Clock) {
  const lines = {
    proven: createWaitingLine<Waiter>(),
    unproven: createWaitingLine<Waiter>(),
    admin: createWaitingLine<Waiter>(),
    bulk: createWaitingLine<Waiter>(),
  };
  const turnOf = createLaneTurns();

  return {
    add: (waiter: Waiter): Leave => lines[waiter.lane].add(waiter),
    count: (lane: Lane) => lines[lane].size(),
    countAll: () => LANES.reduce((sum, lane) => sum + lines[lane].size(), 0),
    /** Whether nobody waits who goes before others. */
    arePatient: () => lines.proven.size() === 0 && lines.admin.size() === 0,
    /** Whose turn it is, among all or among those who have proved something. */
    nextLane(among: 'all' | 'proven'): Lane | undefined {
      const heads: LaneHead[] = [];
      for (const lane of LANES) {
        const head = among === 'all' || lane !== 'unproven' ? lines[lane].first() : undefined;
        if (head !== undefined) heads.push(head);
      }
      return turnOf(heads, clock.nowMs());
    },
    first: (lane: Lane): Waiter | undefined => lines[lane].first(),
  };
}
