import { openStorage, type DatabaseTarget, type Storage } from '../../../src/storage/open-storage.ts';
import type { StorageEvents } from '../../../src/storage/storage-events.ts';
import type { Clock } from '../../../src/revocation/ports/clock.ts';
import { createTestClock } from './test-clock.ts';

export interface RecordedEvent {
  readonly name: keyof StorageEvents;
  readonly event: unknown;
}

/** Storage events that remember what they were told. */
export function recordStorageEvents(): {
  readonly events: StorageEvents;
  readonly recorded: RecordedEvent[];
} {
  const recorded: RecordedEvent[] = [];
  const record = (name: keyof StorageEvents) => (event?: unknown) => void recorded.push({ name, event });
  const events: StorageEvents = {
    keyRingMade: record('keyRingMade'),
    unreadable: record('unreadable'),
    forgedDenial: record('forgedDenial'),
    keyRingRefused: record('keyRingRefused'),
    failed: record('failed'),
    recovered: record('recovered'),
    broken: record('broken'),
  };
  return { events, recorded };
}

export interface TestStorageOptions {
  readonly keysFile?: string | undefined;
  readonly clock?: Clock;
  readonly events?: StorageEvents;
  readonly unprovenCap?: { readonly intents: number; readonly bytes: number };
  readonly auditRetentionMs?: number;
}

/** Opens a storage as the service would, with limits that no test meets by accident. */
export function openTestStorage(
  database: DatabaseTarget,
  options: TestStorageOptions = {},
): Promise<Storage> {
  const { keysFile, clock = createTestClock(), events = recordStorageEvents().events, ...rest } = options;
  return openStorage(
    {
      database,
      keysFile,
      unprovenCap: rest.unprovenCap ?? { intents: 1000, bytes: 10_000_000 },
      auditRetentionMs: rest.auditRetentionMs,
    },
    { clock, events },
  );
}
