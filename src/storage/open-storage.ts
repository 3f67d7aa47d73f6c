import type { KeyObject } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { AuditTrail } from '../revocation/ports/audit-trail.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { Denials } from '../revocation/ports/denials.ts';
import type { IdempotencyKeys } from '../revocation/ports/idempotency-keys.ts';
import type { OutboundBudget } from '../revocation/ports/outbound/outbound-budget.ts';
import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import { createChainedAuditTrail } from './audit/chained-audit-trail.ts';
import { createStoredDenials } from './denials/stored-denials.ts';
import type { StorageEngine } from './engine/engine.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { assertHoldsKeys, openKeyRing, type KeyRingSource } from './keys/key-ring-source.ts';
import { ephemeralKeyRing } from './keys/make-key-ring.ts';
import { ensureKeysFile } from './keys/ensure-keys-file.ts';
import { createSealer, createTransparentSealer, type Sealer } from './keys/sealer.ts';
import { createMemoryEngine } from './memory/memory-engine.ts';
import type { LaneCap } from './engine/operations.ts';
import { createSealedRevocationStore } from './intents/sealed-revocation-store.ts';
import { createStoredOutboundBudget } from './stored-outbound-budget.ts';
import { openSqliteEngine } from './sqlite/sqlite-engine.ts';
import type { StorageEvents } from './storage-events.ts';
import { createStoredIdempotencyKeys } from './stored-idempotency-keys.ts';

export type DatabaseTarget =
  | { readonly engine: 'memory' }
  | { readonly engine: 'sqlite'; readonly path: string }
  /** `timeoutMs`: how long the server may take for an answer, a second unless given. */
  | { readonly engine: 'postgres'; readonly url: string; readonly timeoutMs?: number };

export interface StorageSettings {
  readonly database: DatabaseTarget;
  /** Required for PostgreSQL. For SQLite it is made beside the database at the first start; memory needs none. */
  readonly keysFile: string | undefined;
  readonly unprovenCap: LaneCap;
  /** After how long audit events are deleted; undefined keeps them for ever. */
  readonly auditRetentionMs: number | undefined;
}

export interface Storage {
  readonly store: RevocationStore;
  readonly audit: AuditTrail;
  readonly budget: OutboundBudget;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly denials: Denials;
  /** The seed of the key that signs the feed of denials: the same for all instances, and after every rotation. */
  readonly feedKeySeed: Uint8Array;
  /** The key for the fingerprints of tokens: the same for all instances, and after every rotation. */
  readonly fingerprintKey: Uint8Array;
  /** Takes up a changed key file. One that cannot be used is reported, and the ring before it stays. Never throws. */
  reloadKeys(): Promise<void>;
  close(): Promise<void>;
}

export interface StorageDependencies {
  readonly clock: Clock;
  readonly events: StorageEvents;
}

/**
 * Opens the store that `settings.database` names, with everything that lives in it.
 *
 * @throws ConfigurationError when it must not be used as it is: no or wrong keys, damaged, in use, not durable
 */
export async function openStorage(
  settings: StorageSettings,
  dependencies: StorageDependencies,
): Promise<Storage> {
  const { database, keysFile } = settings;
  switch (database.engine) {
    case 'memory': {
      const ring = ephemeralKeyRing();
      const engine = createMemoryEngine(ring.derive('audit-chain'));
      return assemble(engine, ring, createTransparentSealer(), async () => undefined, settings, dependencies);
    }
    case 'sqlite': {
      const file = await ensureKeysFile(database.path, keysFile, dependencies.events);
      const open = (chainKey: KeyObject) =>
        openSqliteEngine({ path: database.path, chainKey, events: dependencies.events });
      return openDurable(file, open, settings, dependencies);
    }
    case 'postgres': {
      const { openPostgresEngine } = await import('./postgres/postgres-engine.ts');
      const open = (chainKey: KeyObject) =>
        openPostgresEngine({ ...database, chainKey, events: dependencies.events });
      return openDurable(requiredKeysFile(keysFile), open, settings, dependencies);
    }
  }
}

async function openDurable(
  keysFile: string,
  open: (chainKey: KeyObject) => Promise<StorageEngine>,
  settings: StorageSettings,
  dependencies: StorageDependencies,
): Promise<Storage> {
  const source = await openKeyRing(keysFile);
  const ring = source.current();
  const engine = await open(ring.derive('audit-chain'));
  try {
    await assertOwnRing(engine, ring);
    assertHoldsKeys(ring, await keysInUse(engine, dependencies.clock));
  } catch (cause) {
    await engine.close();
    throw cause;
  }
  const sealer = createSealer(() => source.current());
  const reloadKeys = createReload(engine, source, dependencies);
  return assemble(engine, ring, sealer, reloadKeys, settings, dependencies);
}

function assemble(
  engine: StorageEngine,
  ring: KeyRing,
  sealer: Sealer,
  reloadKeys: () => Promise<void>,
  { unprovenCap, auditRetentionMs }: StorageSettings,
  { clock, events }: StorageDependencies,
): Storage {
  const idKey = ring.derive('intent-id');
  return {
    store: createSealedRevocationStore({
      engine,
      sealer,
      idKey,
      clock,
      events,
      unprovenCap,
      auditRetentionMs,
      reloadKeys,
    }),
    audit: createChainedAuditTrail(engine, ring.derive('audit-chain'), clock),
    budget: createStoredOutboundBudget(engine, clock),
    idempotencyKeys: createStoredIdempotencyKeys(engine, ring.derive('idempotency'), clock),
    denials: createStoredDenials({ engine, key: ring.derive('denial-signature'), clock, events }),
    feedKeySeed: ring.derive('feed-signature').export(),
    fingerprintKey: ring.derive('fingerprint').export(),
    reloadKeys,
    close: () => engine.close(),
  };
}

function createReload(engine: StorageEngine, source: KeyRingSource, dependencies: StorageDependencies) {
  return async (): Promise<void> => {
    try {
      await source.reload(await keysInUse(engine, dependencies.clock));
    } catch (cause) {
      dependencies.events.keyRingRefused({ cause });
    }
  };
}

async function keysInUse(engine: StorageEngine, clock: Clock): Promise<readonly string[]> {
  const { intentsByKey } = await engine.run('stats', { nowMs: clock.nowMs() });
  return Object.keys(intentsByKey);
}

/** With another root secret, known tokens would not be recognised and the audit trail would seem to be forged. */
async function assertOwnRing(engine: StorageEngine, ring: KeyRing): Promise<void> {
  const check = ring.derive('ring-check').export().toString('hex');
  const kept = await engine.run('remember', { name: 'ring-check', value: check });
  if (kept === check) return;
  throw new ConfigurationError([
    {
      variable: 'STORE_KEYS_FILE',
      problem: 'names a file whose root secret is not the one that this database was made with',
    },
  ]);
}

function requiredKeysFile(keysFile: string | undefined): string {
  if (keysFile !== undefined) return keysFile;
  throw new ConfigurationError([
    { variable: 'STORE_KEYS_FILE', problem: 'is required with PostgreSQL: all instances share one key file' },
  ]);
}
