import { createSecretKey, randomBytes } from 'node:crypto';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { createSealedRevocationStore } from '../../../src/storage/intents/sealed-revocation-store.ts';
import { ephemeralKeyRing } from '../../../src/storage/keys/make-key-ring.ts';
import { createSealer } from '../../../src/storage/keys/sealer.ts';
import { openSqliteEngine } from '../../../src/storage/sqlite/sqlite-engine.ts';
import { createMovableClock } from '../movable-clock.ts';
import { recordStorageEvents } from './open-test-storage.ts';

/** A store on a SQLite database that does not sync, as the service never opens one: it loses writes at a power cut. */
export async function openLossyStore(path: string): Promise<RevocationStore> {
  const { events } = recordStorageEvents();
  const ring = ephemeralKeyRing();
  const key = createSecretKey(randomBytes(32));
  const engine = await openSqliteEngine({ path, chainKey: key, events, synchronous: 'OFF' });
  return createSealedRevocationStore({
    engine,
    sealer: createSealer(() => ring),
    idKey: key,
    clock: createMovableClock(),
    events,
    unprovenCap: { intents: 1e9, bytes: 1e12 },
    auditRetentionMs: undefined,
    reloadKeys: async () => undefined,
  });
}
