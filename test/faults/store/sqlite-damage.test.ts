import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isNetworkFileSystem } from '../../../src/storage/sqlite/prepare-directory.ts';
import { acceptNew, LEASE_MS, tokenIntent } from '../../support/storage/intents.ts';
import { openTestStorage, recordStorageEvents } from '../../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';
import { createTestClock } from '../../support/storage/test-clock.ts';

const newFile = sqliteFiles();
const PAGE_BYTES = 4096;

/** A closed database with pending intents, which are due; returns their receipts. */
async function databaseWith(intents: number) {
  const path = newFile();
  const clock = createTestClock();
  const storage = await openTestStorage({ engine: 'sqlite', path }, { clock });
  const receipts: string[] = [];
  for (let index = 0; index < intents; index += 1) {
    const intent = tokenIntent(clock.nowMs(), { leaseMs: 0 });
    await acceptNew(storage.store, intent);
    receipts.push(intent.request.receiptId);
  }
  await storage.close();
  return { path, clock, receipts };
}

function change(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** Opens the database again, and claims all that is due. */
async function claimAll(path: string, clock: ReturnType<typeof createTestClock>) {
  const { events, recorded } = recordStorageEvents();
  const storage = await openTestStorage({ engine: 'sqlite', path }, { clock, events });
  const claimed = await storage.store.claim({ lane: 'proven', max: 10, leaseMs: LEASE_MS });
  const { parked } = await storage.store.stats();
  await storage.close();
  return { claimed: claimed.map(({ request }) => request.receiptId), parked, recorded };
}

describe('F45, T49, T59: a row that was changed', () => {
  test.each([
    [
      'a byte of its ciphertext',
      "sealed = CAST(substr(sealed, 1, 60) || x'00' || substr(sealed, 62) AS BLOB)",
    ],
    ['its ciphertext cut short', 'sealed = substr(sealed, 1, 20)'],
    ['nothing of its ciphertext left', "sealed = x''"],
    ['the id of its key', "sealed = CAST(substr(sealed, 1, 4) || x'58' || substr(sealed, 6) AS BLOB)"],
  ])('%s: is parked and reported, and the others flow', async (_what, setting) => {
    const { path, clock, receipts } = await databaseWith(3);
    change(path, `UPDATE sealed_orders SET ${setting} WHERE number = 2`);
    const { claimed, parked, recorded } = await claimAll(path, clock);
    expect(claimed).toEqual([receipts[0], receipts[2]]);
    expect(parked).toMatchObject([{ intents: 1 }]);
    expect(recorded).toMatchObject([{ name: 'unreadable', event: { receiptId: receipts[1] } }]);
  });

  test('its ciphertext gone altogether: is parked, and the others flow', async () => {
    const { path, clock, receipts } = await databaseWith(3);
    change(path, 'DELETE FROM sealed_orders WHERE number = 2');
    expect((await claimAll(path, clock)).claimed).toEqual([receipts[0], receipts[2]]);
  });

  test.each([
    ['another app client', "client_id = 'mobile'"],
    ['another user pool', "user_pool_id = 'eu-west-1_Other'"],
    ['a later end', 'expires_at_ms = expires_at_ms + 1'],
    ['an earlier beginning', 'accepted_at_ms = accepted_at_ms - 1'],
    ['another receipt', "receipt_id = 'forged'"],
    ['another id', "intent_id = 'forged'"],
  ])('%s: the ciphertext is bound to it, so it is parked', async (_what, setting) => {
    const { path, clock, receipts } = await databaseWith(2);
    change(path, `UPDATE intents SET ${setting} WHERE number = 2`);
    const { claimed, parked } = await claimAll(path, clock);
    expect(claimed).toEqual([receipts[0]]);
    expect(parked).toMatchObject([{ cause: 'undecryptable', intents: 1 }]);
  });

  test('T48: a ciphertext that was moved to another intent is parked', async () => {
    const { path, clock, receipts } = await databaseWith(3);
    change(
      path,
      'UPDATE sealed_orders SET sealed = (SELECT sealed FROM sealed_orders WHERE number = 1) WHERE number = 2',
    );
    expect((await claimAll(path, clock)).claimed).toEqual([receipts[0], receipts[2]]);
  });

  test('who asked for it, unreadable: is parked, and ends with its final event all the same', async () => {
    const { path, clock, receipts } = await databaseWith(2);
    change(path, "UPDATE intents SET request = '{' WHERE number = 2");
    expect((await claimAll(path, clock)).claimed).toEqual([receipts[0]]);
    clock.advance(31 * 86_400_000);
    const storage = await openTestStorage({ engine: 'sqlite', path }, { clock });
    expect(await storage.store.expire(10)).toHaveLength(2);
    const { records } = await storage.audit.query({ kind: 'final', limit: 10, order: 'oldest-first' });
    expect(records.map(({ event }) => ('receiptId' in event ? event.receiptId : '')).toSorted()).toEqual(
      receipts.toSorted(),
    );
    await storage.close();
  });

  test('an act that only a newer version knows: is parked as such, to be taken up by that version', async () => {
    const { path, clock } = await databaseWith(0);
    const storage = await openTestStorage({ engine: 'sqlite', path }, { clock });
    const order = { act: 'end-all-of-it', userPoolId: 'eu-west-1_Example', username: 'alice' } as never;
    await acceptNew(storage.store, tokenIntent(clock.nowMs(), { order, leaseMs: 0 }));
    await storage.close();
    const { claimed, parked } = await claimAll(path, clock);
    expect(claimed).toEqual([]);
    expect(parked).toMatchObject([{ cause: 'unknown-format' }]);
  });
});

describe('F33: a damaged file', () => {
  test.each([
    ['its header', 0],
    ['the table of intents', 2 * PAGE_BYTES],
    ['the root of its schema', 100],
  ])('%s: refuses the start, says so, and is left as it is', async (_what, at) => {
    const { path } = await databaseWith(20);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, at, at + 200);
    writeFileSync(path, bytes);
    await expect(openTestStorage({ engine: 'sqlite', path })).rejects.toThrow('is damaged');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('something else than a database is refused, and is left as it is', async () => {
    const { path } = await databaseWith(1);
    writeFileSync(path, 'not a database '.repeat(1000));
    await expect(openTestStorage({ engine: 'sqlite', path })).rejects.toThrow('is damaged');
    expect(readFileSync(path, 'utf8')).toBe('not a database '.repeat(1000));
  });
});

describe('T59: the place of the database', () => {
  test('is for its owner alone: directory 0700, database and keys 0600', async () => {
    const { path } = await databaseWith(1);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path.replace(/\.db$/, '.keys.json')).mode & 0o777).toBe(0o600);
  });

  test('the write-ahead log is for the owner alone as well', async () => {
    const path = newFile();
    const storage = await openTestStorage({ engine: 'sqlite', path });
    expect(await storage.store.canAccept()).toBe(true);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    await storage.close();
  });

  test('a directory that others can write to is refused', async () => {
    const { path } = await databaseWith(1);
    chmodSync(dirname(path), 0o770);
    await expect(openTestStorage({ engine: 'sqlite', path })).rejects.toThrow('other users can write to');
    chmodSync(dirname(path), 0o700);
  });

  test('NFS, and so Amazon EFS, is told apart from local disks', () => {
    expect(isNetworkFileSystem(0x6969)).toBe(true);
    expect(isNetworkFileSystem(0xef53)).toBe(false);
  });
});
