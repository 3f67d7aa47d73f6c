import type { Config } from '../config/config.ts';
import { tellAgain } from '../relay/tell-again.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import {
  openStorage,
  type DatabaseTarget,
  type Storage,
  type StorageDependencies,
} from '../storage/open-storage.ts';
import type { StorageEvents } from '../storage/storage-events.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { systemTimers } from './system-timers.ts';

const DAY_MS = 86_400_000;

/** What anybody can put there without proving anything. Beyond it they are refused, and users who prove themselves are not. */
export const UNPROVEN_CAP = { intents: 100_000, bytes: 256_000_000 };

/**
 * Opens the store that the configuration names.
 *
 * @throws ConfigurationError when it must not be used as it is: no or wrong keys, damaged, in use, not durable
 */
export async function openStorageSide(
  config: Config,
  telemetry: Telemetry,
  clock: Clock,
  onBroken: () => void = () => undefined,
): Promise<Storage> {
  const events = storageEvents(telemetry);
  const broken: StorageEvents['broken'] = (event) => {
    events.broken(event);
    onBroken();
  };
  const storage = await openStorageOf(config, { clock, events: { ...events, broken } });
  telemetry.storeOpened({ durability: storage.store.durability });
  return { ...storage, store: tellAgain(storage.store, systemTimers) };
}

/**
 * The store that the configuration names, with others to hear of it.
 *
 * @throws ConfigurationError see above
 */
export function openStorageOf(config: Config, dependencies: StorageDependencies): Promise<Storage> {
  const { auditRetentionDays } = config;
  const settings = {
    database: targetOf(config.database),
    keysFile: config.storeKeysFile,
    unprovenCap: UNPROVEN_CAP,
    auditRetentionMs: auditRetentionDays === undefined ? undefined : auditRetentionDays * DAY_MS,
  };
  return openStorage(settings, dependencies);
}

function targetOf(database: Config['database']): DatabaseTarget {
  return database.engine === 'postgres' ? { ...database, url: database.url.reveal() } : database;
}

function storageEvents(telemetry: Telemetry): StorageEvents {
  return {
    keyRingMade: (event) => telemetry.keyRingMade(event),
    keyRingRefused: (event) => telemetry.keyRingRefused(event),
    unreadable: (event) => telemetry.intentUnreadable(event),
    forgedDenial: (event) => telemetry.denialForged(event),
    failed: (event) => telemetry.storeFailed(event),
    recovered: () => telemetry.storeRecovered(),
    broken: (event) => telemetry.storeBroken(event),
  };
}
