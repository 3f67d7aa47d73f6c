import { describe, expect, test } from '@jest/globals';
import type { StorageEngine } from '../../src/storage/engine/engine.ts';
import type { Migration } from '../../src/storage/engine/migration.ts';
import { tokenIntent } from '../support/storage/intents.ts';

export interface MigratedDatabase {
  /** Opens one and the same database, with these steps beyond those of this version. */
  open(later: readonly Migration[]): Promise<StorageEngine>;
}

const NOW_MS = Date.parse('2026-11-25T12:00:00Z');

/** What a next version does to a database: it adds. */
const NEXT: Migration = {
  version: 1000,
  oldestCompatible: 1,
  sql: `
    ALTER TABLE intents ADD COLUMN colour TEXT NOT NULL DEFAULT 'green';
    ALTER TABLE audit_events ADD COLUMN weight INTEGER;
    CREATE TABLE flavours (name TEXT PRIMARY KEY);`,
};

const BREAKING: Migration = { version: 1001, oldestCompatible: 1000, sql: 'DROP TABLE flavours' };

/** Deploying a new version while the old one still runs. `share`: whether both can have the database open at once. */
export function migrationContract(
  engine: string,
  share: boolean,
  openDatabase: () => Promise<MigratedDatabase>,
): void {
  describe(`F51: versions of the database in ${engine}`, () => {
    const accept = async (storage: StorageEngine, receiptId: string) => {
      const { request, lane, expiresAtMs } = tokenIntent(NOW_MS, { request: { receiptId } });
      return storage.run('accept', {
        row: {
          intentId: `id-${receiptId}`,
          receiptId,
          userPoolId: request.userPoolId,
          clientId: 'webapp',
          request: { json: JSON.stringify(request) },
          lane,
          acceptedAtMs: NOW_MS,
          expiresAtMs,
          order: { kid: 'key-1', sealed: Buffer.from('sealed'), bytes: 6 },
        },
        leaseId: 'lease-1',
        dueAtMs: NOW_MS,
        cap: null,
        nowMs: NOW_MS,
      });
    };
    const liveOn = async (storage: StorageEngine, receiptId: string) => {
      expect(await accept(storage, receiptId)).toEqual({ kind: 'stored' });
      const lease = { intentId: `id-${receiptId}`, leaseId: 'lease-1' };
      const outcome = { kind: 'confirmed' } as const;
      const settled = await storage.run('settle', { lease, outcome, answersUntilMs: NOW_MS, nowMs: NOW_MS });
      expect(settled).toBe('done');
    };

    test('this version works with a database that the next one has changed, and does not change it back', async () => {
      const database = await openDatabase();
      const next = await database.open([NEXT]);
      await liveOn(next, 'receipt-1');
      await next.close();
      const old = await database.open([]);
      await liveOn(old, 'receipt-2');
      await old.close();
      const nextAgain = await database.open([NEXT]);
      expect(await nextAgain.run('find', { receiptId: 'receipt-2' })).toMatchObject({ kind: 'settled' });
      await liveOn(nextAgain, 'receipt-3');
      await nextAgain.close();
    });

    test('a version that the database has left behind is refused, with what to do', async () => {
      const database = await openDatabase();
      await (await database.open([NEXT, BREAKING])).close();
      await expect(database.open([])).rejects.toThrow('start a newer program');
    });

    test('a step that fails leaves the database as it was', async () => {
      const database = await openDatabase();
      await (await database.open([])).close();
      const failing = { ...NEXT, sql: `${NEXT.sql} CREATE TABLE intents (name TEXT)` };
      await expect(database.open([failing])).rejects.toThrow('already exists');
      const next = await database.open([NEXT]);
      await liveOn(next, 'receipt-1');
      await next.close();
    });

    if (share) {
      test('the old version goes on while the next one migrates and runs beside it', async () => {
        const database = await openDatabase();
        const old = await database.open([]);
        await liveOn(old, 'receipt-1');
        const next = await database.open([NEXT]);
        await Promise.all([liveOn(old, 'receipt-2'), liveOn(next, 'receipt-3')]);
        await old.close();
        await next.close();
      });

      test('instances that start at the same moment migrate once', async () => {
        const database = await openDatabase();
        const engines = await Promise.all([1, 2, 3, 4].map(() => database.open([NEXT])));
        for (const [index, each] of engines.entries()) await liveOn(each, `receipt-${index}`);
        await Promise.all(engines.map((each) => each.close()));
      });
    }
  });
}
