import { afterEach, beforeEach } from '@jest/globals';
import type { AuditEvent, AuditFilter } from '../../../src/revocation/ports/audit-trail.ts';
import type {
  Claim,
  ClaimedIntent,
  Lease,
  NewIntent,
  RevocationStore,
} from '../../../src/revocation/ports/revocation-store.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { acceptNew, LEASE_MS, tokenIntent, type IntentChanges } from '../../support/storage/intents.ts';
import type { TestStorageOptions } from '../../support/storage/open-test-storage.ts';
import { createTestClock, type TestClock } from '../../support/storage/test-clock.ts';

/** Opens a storage on a database that is new. */
export type OpenFresh = (options: TestStorageOptions) => Promise<Storage>;

export interface StoreUnderTest {
  readonly clock: () => TestClock;
  readonly store: () => RevocationStore;
  readonly intent: (changes?: IntentChanges) => NewIntent;
  readonly accept: (intent: NewIntent) => Promise<Lease>;
  readonly claim: (changes?: Partial<Claim>) => Promise<readonly ClaimedIntent[]>;
  readonly eventsOf: (receiptId: string) => Promise<readonly AuditEvent[]>;
  readonly eventsBy: (actorId: string) => Promise<readonly AuditEvent[]>;
}

/** Gives each test of a suite a store on a new database, in which the unproven lane takes 3 intents or 1200 bytes. */
export function storeUnderTest(openFresh: OpenFresh): StoreUnderTest {
  let clock: TestClock;
  let storage: Storage;

  beforeEach(async () => {
    clock = createTestClock();
    storage = await openFresh({ clock, unprovenCap: { intents: 3, bytes: 1200 } });
  });
  afterEach(() => storage.close());

  const found = async (filter: AuditFilter): Promise<readonly AuditEvent[]> => {
    const { records } = await storage.audit.query({ ...filter, limit: 100, order: 'oldest-first' });
    return records.map(({ event }) => event);
  };

  return {
    clock: () => clock,
    store: () => storage.store,
    intent: (changes = {}) => tokenIntent(clock.nowMs(), changes),
    accept: (intent) => acceptNew(storage.store, intent),
    claim: (changes = {}) => storage.store.claim({ lane: 'proven', max: 100, leaseMs: LEASE_MS, ...changes }),
    eventsOf: (receiptId) => found({ receiptId }),
    eventsBy: (actorId) => found({ actorId }),
  };
}

/** The refresh tokens of claimed intents, in their order. */
export function tokensOf(intents: readonly ClaimedIntent[]): readonly string[] {
  return intents.map(({ order }) => (order.act === 'end-token-session' ? order.refreshToken : ''));
}
