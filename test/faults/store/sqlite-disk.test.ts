import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceError } from '../../../src/errors/service-error.ts';
import { openSqlite } from '../../../src/storage/sqlite/open-sqlite.ts';
import { SQLITE_MIGRATIONS } from '../../../src/storage/sqlite/sqlite-migrations.ts';
import { describeWhere, describeWithProgram } from '../../support/programs/programs.ts';
import { acceptNew, LEASE_MS, newToken, tokenIntent } from '../../support/storage/intents.ts';
import { openTestStorage, recordStorageEvents } from '../../support/storage/open-test-storage.ts';
import { mountSmallDisk, reasonAgainstSmallDisks, type SmallDisk } from '../../support/storage/small-disk.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';
import { startWriter } from '../../support/storage/start-writer.ts';
import { createTestClock } from '../../support/storage/test-clock.ts';

const newFile = sqliteFiles();

describeWhere(reasonAgainstSmallDisks(), 'F31: a full disk', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = mountSmallDisk(4000);
  });
  afterEach(() => disk.remove());

  test('refuses what it cannot store, keeps what it acknowledged, and recovers by itself', async () => {
    const clock = createTestClock();
    const { events, recorded } = recordStorageEvents();
    const ballast = join(disk.path, 'ballast');
    writeFileSync(ballast, Buffer.alloc(1_000_000));
    const path = join(disk.path, 'data', 'cognito-logout.db');
    const storage = await openTestStorage({ engine: 'sqlite', path }, { clock, events });
    const accepted: string[] = [];
    let refusal: ServiceError | undefined;
    while (refusal === undefined && accepted.length < 5000) {
      const intent = tokenIntent(clock.nowMs(), { token: newToken().padEnd(1700, 'x') });
      try {
        await acceptNew(storage.store, intent);
        accepted.push(intent.request.receiptId);
      } catch (error) {
        refusal = error as ServiceError;
      }
    }
    expect(refusal).toMatchObject({ code: 'not-durable', status: 503, retryAfterSeconds: 5 });
    expect(accepted.length).toBeGreaterThan(20);
    clock.advance(1000);
    expect(await storage.store.canAccept()).toBe(false);
    const told = () => recorded.map(({ name }) => name).filter((name) => name !== 'keyRingMade');
    expect(await storage.store.claim({ lane: 'bulk', max: 1, leaseMs: LEASE_MS })).toEqual([]);
    expect(told()).toEqual(['failed']);

    rmSync(ballast);
    clock.advance(1000);
    expect(await storage.store.canAccept()).toBe(true);
    const later = tokenIntent(clock.nowMs());
    await acceptNew(storage.store, later);
    expect(told()).toEqual(['failed', 'recovered']);
    clock.advance(LEASE_MS);
    const claimed = await storage.store.claim({ lane: 'proven', max: 10_000, leaseMs: LEASE_MS });
    expect(claimed.map(({ request }) => request.receiptId).toSorted()).toEqual(
      [...accepted, later.request.receiptId].toSorted(),
    );
    expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: accepted.length + 1 });
    await storage.close();
  }, 60_000);

  test('that is found so where nobody logs out is told by its code', async () => {
    const { events, recorded } = recordStorageEvents();
    const path = join(disk.path, 'logout.db');
    const storage = await openTestStorage({ engine: 'sqlite', path }, { events });
    const { bavail, bsize } = statfsSync(disk.path);
    writeFileSync(join(disk.path, 'ballast'), Buffer.alloc((bavail - 1) * bsize));
    expect(await storage.store.canAccept()).toBe(false);
    expect(recorded.at(-1)).toMatchObject({ name: 'failed', event: { cause: { code: 'ENOSPC' } } });
    await storage.close();
  });

  test('refuses a start that has no room to bring the database up to date, and leaves that as it was', () => {
    const settings = { path: join(disk.path, 'logout.db'), synchronous: 'FULL' } as const;
    const sql = 'CREATE TABLE large (bytes BLOB); INSERT INTO large VALUES (zeroblob(8000000))';
    const large = { version: 1000, oldestCompatible: 1000, sql };
    openSqlite({ ...settings, migrations: SQLITE_MIGRATIONS }).close();
    expect(() => openSqlite({ ...settings, migrations: [...SQLITE_MIGRATIONS, large] })).toThrow(
      'DATABASE_URL names a database whose disk is full: make room',
    );
    openSqlite({ ...settings, migrations: SQLITE_MIGRATIONS }).close();
  });

  test('T60: keeps what is left of a low disk for those who proved something', async () => {
    const clock = createTestClock();
    const path = join(disk.path, 'data', 'cognito-logout.db');
    const storage = await openTestStorage({ engine: 'sqlite', path }, { clock });
    await expect(
      storage.store.accept(tokenIntent(clock.nowMs(), { lane: 'unproven' })),
    ).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    await acceptNew(storage.store, tokenIntent(clock.nowMs(), { lane: 'proven' }));
    await storage.close();
  });
});

describeWithProgram('strace', 'F32: a disk that fails to sync', () => {
  const failingSync = (when: string) => [
    'strace',
    '-f',
    '-o',
    '/dev/null',
    '-e',
    'trace=fdatasync,fsync',
    '-e',
    `inject=fdatasync,fsync:error=EIO:when=${when}`,
  ];

  test('does not acknowledge what it could not sync, opens the database anew, and goes on', async () => {
    const path = newFile();
    const writer = startWriter(path, { under: failingSync('25') });
    await writer.untilLines(2000);
    await writer.kill();
    const accepted = writer.receipts('accepted');
    const failed = writer.lines.filter((line) => line.startsWith('failed'));
    expect(failed.length).toBeGreaterThan(0);
    expect(writer.lines.lastIndexOf(failed.at(-1) ?? '')).toBeLessThan(writer.lines.length - 20);

    const storage = await openTestStorage({ engine: 'sqlite', path });
    const states = await Promise.all(accepted.map((receiptId) => storage.store.find(receiptId)));
    expect(states.filter((state) => state === undefined)).toEqual([]);
    expect(await storage.audit.verifyChain()).toMatchObject({ intact: true });
    await storage.close();
  }, 60_000);

  test('that fails again is given up: nothing more is acknowledged, and the file stays as it is', async () => {
    const path = newFile();
    const writer = startWriter(path, { under: failingSync('25+1') });
    await writer.untilLines(2000);
    await writer.kill();
    expect(writer.lines.at(-1)).toMatch(/^failed/);
    const storage = await openTestStorage({ engine: 'sqlite', path });
    const states = await Promise.all(
      writer.receipts('accepted').map((receiptId) => storage.store.find(receiptId)),
    );
    expect(states.length).toBeGreaterThan(0);
    expect(states.filter((state) => state === undefined)).toEqual([]);
    await storage.close();
  }, 60_000);
});
