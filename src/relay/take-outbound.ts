import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundBudget, OutboundGrant, OutboundLimit } from '../revocation/ports/outbound-budget.ts';
import { localLimit } from './local-limit.ts';
import type { RelayEvents } from './ports/relay-events.ts';
import type { Timers } from './ports/timers.ts';

export interface TakeOutboundDependencies {
  readonly budget: OutboundBudget;
  readonly localBudget: OutboundBudget;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly events: Pick<RelayEvents, 'failed'>;
}

/** How long the shared budget may take: of the time that a logout has, most is for Cognito. */
const PATIENCE_MS = 250;
const LOOK_AGAIN_MS = 1000;

/**
 * Takes from the shared budget. Once that fails or takes too long, everybody takes from this process's own at once, and
 * about once a second one of them has a look, without waiting, whether the shared one is back. Never throws.
 */
export function createTakeOutbound(dependencies: TakeOutboundDependencies): OutboundBudget['take'] {
  const { budget, localBudget, clock, timers, events } = dependencies;
  let isOut = false;
  let lookedAtMs = 0;
  let isLooking = false;

  const giveUp = (cause: unknown): undefined => {
    isOut = true;
    lookedAtMs = clock.nowMs();
    events.failed({ task: 'budget', cause });
  };

  const takeShared = (limits: readonly OutboundLimit[], wanted: number): Promise<OutboundGrant | undefined> =>
    new Promise((resolve) => {
      const callOff = timers.after(PATIENCE_MS, () => resolve(giveUp(new Error('No answer in time'))));
      void budget
        .take(limits, wanted)
        .catch((cause: unknown) => (isOut ? undefined : giveUp(cause)))
        .then(resolve)
        .finally(callOff);
    });

  const look = async (limits: readonly OutboundLimit[]): Promise<void> => {
    if (isLooking || Math.abs(clock.nowMs() - lookedAtMs) < LOOK_AGAIN_MS) return;
    isLooking = true;
    try {
      await budget.paces(limits);
      isOut = false;
    } catch {
      lookedAtMs = clock.nowMs();
    }
    isLooking = false;
  };

  return async (limits, wanted) => {
    if (isOut) void look(limits);
    const grant = isOut ? undefined : await takeShared(limits, wanted);
    return grant ?? localBudget.take(limits.map(localLimit), wanted);
  };
}
