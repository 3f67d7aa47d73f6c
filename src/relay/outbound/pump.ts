import type { Lane } from '../../revocation/intents/intent.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { Admission } from '../../revocation/ports/outbound/outbound-gate.ts';
import type { OutboundGrant, OutboundLimit } from '../../revocation/ports/outbound/outbound-budget.ts';
import type { Timers } from '../ports/timers.ts';
import type { OutboundLimits } from './outbound-limits.ts';
import { createBreakablePause } from './breakable-pause.ts';
import { createPatience } from './patience.ts';
import type { WaitingLanes } from './waiting-lanes.ts';

export interface PumpDependencies {
  readonly limits: OutboundLimits;
  /** Takes calls out of the shared budget. Must not throw. */
  readonly take: (limits: readonly OutboundLimit[], wanted: number) => Promise<OutboundGrant>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Whoever asks a database does better to ask once for many. */
const BATCH_MAX = 64;

/** Asks the budget for as long as anybody waits, and lets in whoever's turn it is. */
export function createPump(waiting: WaitingLanes, dependencies: PumpDependencies): () => void {
  const { timers } = dependencies;
  const takeFor = createTakeFor(waiting, dependencies);
  let isBusy = false;
  let isUnprovenSpent = false;
  let next: Lane | undefined;
  let isPausePatient = false;
  const pause = createBreakablePause(timers);

  const chooseLane = (): Lane | undefined => {
    const isChosen = next !== undefined && waiting.first(next) !== undefined;
    if (!isChosen) next = waiting.nextLane(isUnprovenSpent ? 'proven' : 'all');
    return next;
  };

  const run = async (): Promise<void> => {
    for (let lane = chooseLane(); lane !== undefined; lane = chooseLane()) {
      const isPatient = waiting.arePatient();
      const { granted, retryInMs } = await takeFor(lane, isPatient);
      const retryMs = Math.max(1, retryInMs);
      if (granted > 0) {
        letIn(waiting, lane, granted);
        next = undefined;
      } else if (lane === 'unproven') {
        isUnprovenSpent = true;
        next = undefined;
        timers.after(retryMs, () => {
          isUnprovenSpent = false;
          start();
        });
      } else if (isPatient === waiting.arePatient()) {
        isPausePatient = isPatient;
        await pause.rest(retryMs);
      }
    }
    // At once, so that nobody can arrive between the last look and this.
    isBusy = false;
  };

  const start = () => {
    if (isBusy) {
      // What was left to others may be for whoever has come now, and whose turn it is has to be seen anew.
      if (isPausePatient && !waiting.arePatient()) {
        next = undefined;
        pause.breakOff();
      }
      return;
    }
    isBusy = true;
    void run();
  };
  return start;
}

const ADMITTED: Admission = { admitted: true };

/** Lets in whoever is first in the lane, and whoever's turn it is after that, of those whom the grant is for. */
function letIn(waiting: WaitingLanes, lane: Lane, granted: number): void {
  waiting.first(lane)?.end(ADMITTED);
  for (let more = 1; more < granted; more += 1) {
    const other = waiting.nextLane(lane === 'unproven' ? 'all' : 'proven');
    if (other !== undefined) waiting.first(other)?.end(ADMITTED);
  }
}

function createTakeFor(
  waiting: WaitingLanes,
  { limits, take, clock }: Pick<PumpDependencies, 'limits' | 'take' | 'clock'>,
) {
  const patience = createPatience(clock);
  /** As many as wait; but whoever has proved nothing takes for themselves alone where others wait, whose turn may be next. */
  const wantedFor = (lane: Lane): number => {
    const unproven = waiting.count('unproven');
    const others = waiting.countAll() - unproven;
    if (lane !== 'unproven') return Math.min(BATCH_MAX, others);
    return others > 0 ? 1 : Math.min(BATCH_MAX, unproven);
  };

  return async (lane: Lane, isPatient: boolean): Promise<OutboundGrant> => {
    const all = isPatient ? patience.leave(limits.all) : limits.all;
    const grant = await take(lane === 'unproven' ? [all, limits.unproven] : [all], wantedFor(lane));
    if (grant.granted > 0) patience.renew();
    return grant;
  };
}
