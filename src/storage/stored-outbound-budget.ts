import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundBudget } from '../revocation/ports/outbound/outbound-budget.ts';
import type { StorageEngine } from './engine/engine.ts';

/** The outbound budget, shared by everybody on the same database. */
export function createStoredOutboundBudget(engine: StorageEngine, clock: Clock): OutboundBudget {
  return {
    take: (limits, wanted) => engine.run('take', { limits, wanted, nowMs: clock.nowMs() }),
    slowDown: (limit) => engine.run('slowDown', { limit, nowMs: clock.nowMs() }),
    paces: (limits) => engine.run('paces', { limits, nowMs: clock.nowMs() }),
  };
}
