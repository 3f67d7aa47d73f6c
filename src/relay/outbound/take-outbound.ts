import type { Clock } from '../../revocation/ports/clock.ts';
import type {
  OutboundBudget,
  OutboundGrant,
  OutboundLimit,
} from '../../revocation/ports/outbound/outbound-budget.ts';
import { localLimit } from './local-limit.ts';
import type { RelayEvents } from '../ports/relay-events.ts';
import type { Timers } from '../ports/timers.ts';

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
 * about once a second one of them has a look, without waiting, whether the shared one is back. What was taken meanwhile
 * is then paid back: others may have had the shared one all along, and all together must not exceed it. Never throws.
 */
export function createTakeOutbound(dependencies: TakeOutboundDependencies): OutboundBudget['take'] {
  const { budget, localBudget, clock, timers, events } = dependencies;
  let isOut = false;
  let lookedAtMs = 0;
  let isLooking = false;
  const debts = createDebts();

  const giveUp = (cause: unknown): undefined => {
    isOut = true;
    lookedAtMs = clock.nowMs();
    events.failed({ task: 'budget', cause });
  };

  const takeShared = (limits: readonly OutboundLimit[], wanted: number): Promise<OutboundGrant | undefined> =>
    new Promise((resolve) => {
      let isLate = false;
      const callOff = timers.after(PATIENCE_MS, () => {
        isLate = true;
        resolve(giveUp(new Error('No answer in time')));
      });
      const ask = async () => {
        try {
          const grant = await budget.take(limits, wanted + debts.of(limits));
          return debts.payFrom(grant, limits, isLate);
        } catch (cause) {
          return isOut ? undefined : giveUp(cause);
        } finally {
          callOff();
        }
      };
      void ask().then(resolve);
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
    if (grant !== undefined) return grant;
    const local = await localBudget.take(limits.map(localLimit), wanted);
    debts.add(limits, local.granted);
    return local;
  };
}

/** What was taken without the shared budget, and has to be taken from it once it is back: of the last second, no more. */
function createDebts() {
  const owed = new Map<string, number>();
  const of = (limits: readonly OutboundLimit[]) => (owed.size === 0 ? 0 : (owed.get(keyOf(limits)) ?? 0));
  return {
    of,
    add(limits: readonly OutboundLimit[], taken: number) {
      const most = Math.ceil(slowest(limits.map(localLimit)));
      owed.set(keyOf(limits), Math.min(most, of(limits) + taken));
    },
    /** What is left of a grant; of one that came too late, nothing is used. */
    payFrom(grant: OutboundGrant, limits: readonly OutboundLimit[], isLate: boolean): OutboundGrant {
      const { granted, retryInMs } = grant;
      const paid = Math.min(of(limits), granted);
      if (paid === 0 && !isLate) return grant;
      const left = of(limits) - paid;
      if (left > 0) owed.set(keyOf(limits), left);
      else owed.delete(keyOf(limits));
      const isLeft = granted > paid && !isLate;
      if (isLeft || granted === 0) return { granted: granted - paid, retryInMs };
      return { granted: 0, retryInMs: Math.ceil(1000 / slowest(limits)) };
    },
  };
}

function keyOf(limits: readonly OutboundLimit[]): string {
  return JSON.stringify(limits.map(({ key }) => key));
}

function slowest(limits: readonly OutboundLimit[]): number {
  return Math.min(...limits.map(({ perSecond }) => perSecond));
}
