import type { Clock } from '../../revocation/ports/clock.ts';
import type { OutboundBudget } from '../../revocation/ports/outbound/outbound-budget.ts';
import { ephemeralKeyRing } from '../keys/make-key-ring.ts';
import { createStoredOutboundBudget } from '../stored-outbound-budget.ts';
import { createMemoryEngine } from './memory-engine.ts';

/** An outbound budget of this process alone. */
export function createLocalOutboundBudget(clock: Clock): OutboundBudget {
  return createStoredOutboundBudget(createMemoryEngine(ephemeralKeyRing().derive('audit-chain')), clock);
}
