import type { AuditTrail } from '../../../src/revocation/ports/audit-trail.ts';
import type { Clock } from '../../../src/revocation/ports/clock.ts';
import type { Denials } from '../../../src/revocation/ports/denials.ts';
import type { IdempotencyKeys } from '../../../src/revocation/ports/idempotency-keys.ts';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { createChainedAuditTrail } from '../../../src/storage/audit/chained-audit-trail.ts';
import { createStoredDenials } from '../../../src/storage/denials/stored-denials.ts';
import { createSealedRevocationStore } from '../../../src/storage/intents/sealed-revocation-store.ts';
import { ephemeralKeyRing } from '../../../src/storage/keys/make-key-ring.ts';
import { createTransparentSealer } from '../../../src/storage/keys/sealer.ts';
import { createMemoryEngine } from '../../../src/storage/memory/memory-engine.ts';
import { createStoredIdempotencyKeys } from '../../../src/storage/stored-idempotency-keys.ts';

export interface MemoryStorage {
  readonly store: RevocationStore;
  readonly audit: AuditTrail;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly denials: Denials;
}

/** The stateless engine, at once, with the ports that most tests need. */
export function memoryStorage(clock: Clock): MemoryStorage {
  const ring = ephemeralKeyRing();
  const engine = createMemoryEngine(ring.derive('audit-chain'));
  return {
    store: createSealedRevocationStore({
      engine,
      sealer: createTransparentSealer(),
      idKey: ring.derive('intent-id'),
      clock,
      events: { unreadable: () => undefined },
      unprovenCap: { intents: 10_000, bytes: 32_000_000 },
      auditRetentionMs: undefined,
      reloadKeys: async () => undefined,
    }),
    audit: createChainedAuditTrail(engine, ring.derive('audit-chain'), clock),
    idempotencyKeys: createStoredIdempotencyKeys(engine, ring.derive('idempotency'), clock),
    denials: createStoredDenials({
      engine,
      key: ring.derive('denial-signature'),
      clock,
      events: { forgedDenial: () => undefined },
    }),
  };
}
