import type { Clock } from '../../revocation/ports/clock.ts';
import type { RevocationStore } from '../../revocation/ports/revocation-store.ts';
import { createSealedRevocationStore } from '../intents/sealed-revocation-store.ts';
import { ephemeralKeyRing } from '../keys/make-key-ring.ts';
import { createTransparentSealer } from '../keys/sealer.ts';
import { createMemoryEngine } from './memory-engine.ts';

const UNPROVEN_CAP = { intents: 10_000, bytes: 32_000_000 };

/** The store alone, in memory. */
export function createMemoryRevocationStore(clock: Clock): RevocationStore {
  const ring = ephemeralKeyRing();
  return createSealedRevocationStore({
    engine: createMemoryEngine(ring.derive('audit-chain')),
    sealer: createTransparentSealer(),
    idKey: ring.derive('intent-id'),
    clock,
    events: { unreadable: () => undefined },
    unprovenCap: UNPROVEN_CAP,
    auditRetentionMs: undefined,
    reloadKeys: async () => undefined,
  });
}
