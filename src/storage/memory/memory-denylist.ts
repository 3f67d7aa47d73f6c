import type { Clock } from '../../revocation/ports/clock.ts';
import type { Denials } from '../../revocation/ports/denials.ts';
import { createStoredDenials } from '../denials/stored-denials.ts';
import { ephemeralKeyRing } from '../keys/make-key-ring.ts';
import { createMemoryEngine } from './memory-engine.ts';

/** The denylist alone, in memory. */
export function createMemoryDenylist(clock: Clock): Denials {
  const ring = ephemeralKeyRing();
  return createStoredDenials({
    engine: createMemoryEngine(ring.derive('audit-chain')),
    key: ring.derive('denial-signature'),
    clock,
    events: { forgedDenial: () => undefined },
  });
}
