import { describe, expect, test } from '@jest/globals';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Storage } from '../../src/storage/open-storage.ts';
import { acceptNew, LEASE_MS, tokenIntent } from '../support/storage/intents.ts';
import { keysFiles, readKeys, rotateKeys, writeKeys } from '../support/storage/keys-files.ts';
import { newKey } from '../support/storage/new-key-ring.ts';
import { openTestStorage, recordStorageEvents } from '../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';
import { createTestClock } from '../support/storage/test-clock.ts';

const newFile = sqliteFiles();
const newKeysFile = keysFiles();

const acceptOne = async (storage: Storage, nowMs: number) => {
  const intent = tokenIntent(nowMs, { leaseMs: 0 });
  await acceptNew(storage.store, intent);
  return intent;
};

describe('the key ring of an embedded database', () => {
  test('is made at the first start, and the operator is told where it is and what it belongs to', async () => {
    const path = newFile();
    const { events, recorded } = recordStorageEvents();
    const storage = await openTestStorage({ engine: 'sqlite', path }, { events });
    await storage.close();
    const keysFile = path.replace(/\.db$/, '.keys.json');
    expect(recorded).toEqual([
      { name: 'keyRingMade', event: { keysFile, database: path, kid: readKeys(keysFile).active } },
    ]);
    expect(statSync(keysFile).mode & 0o777).toBe(0o600);
  });

  test('is kept at the next start, so that what waits can be read', async () => {
    const path = newFile();
    const clock = createTestClock();
    const first = await openTestStorage({ engine: 'sqlite', path }, { clock });
    const { request } = await acceptOne(first, clock.nowMs());
    const { fingerprintKey } = first;
    await first.close();
    const { events, recorded } = recordStorageEvents();
    const second = await openTestStorage({ engine: 'sqlite', path }, { clock, events });
    const [claimed] = await second.store.claim({ lane: 'proven', max: 1, leaseMs: LEASE_MS });
    expect(claimed?.request.receiptId).toBe(request.receiptId);
    expect(second.fingerprintKey).toEqual(fingerprintKey);
    expect(recorded).toEqual([]);
    await second.close();
  });

  test('is never made anew for a database that exists', async () => {
    const path = newFile();
    await (await openTestStorage({ engine: 'sqlite', path })).close();
    const keysFile = path.replace(/\.db$/, '.keys.json');
    rmSync(keysFile);
    await expect(openTestStorage({ engine: 'sqlite', path })).rejects.toThrow('restore it from its backup');
    expect(existsSync(keysFile)).toBe(false);
  });

  test('may be anywhere', async () => {
    const path = newFile();
    const keysFile = newKeysFile();
    await (await openTestStorage({ engine: 'sqlite', path }, { keysFile })).close();
    expect(existsSync(path.replace(/\.db$/, '.keys.json'))).toBe(false);
  });
});

describe('F46: a key ring that does not fit its database', () => {
  const withPendingIntent = async () => {
    const path = newFile();
    const keysFile = newKeysFile();
    const storage = await openTestStorage({ engine: 'sqlite', path }, { keysFile });
    await acceptOne(storage, createTestClock().nowMs());
    await storage.close();
    return { path, keysFile };
  };

  test('lacks a key that stored logouts need: the start is refused with its id', async () => {
    const { path, keysFile } = await withPendingIntent();
    const { root } = readKeys(keysFile);
    writeKeys(keysFile, { active: 'key-2', keys: { 'key-2': newKey() }, root });
    await expect(openTestStorage({ engine: 'sqlite', path }, { keysFile })).rejects.toThrow('key-1');
  });

  test('lacks a key that nothing needs any more: starts', async () => {
    const path = newFile();
    const keysFile = newKeysFile();
    const storage = await openTestStorage({ engine: 'sqlite', path }, { keysFile });
    await storage.store.settle(await acceptNew(storage.store, tokenIntent(0)), { kind: 'confirmed' });
    await storage.close();
    const { root } = readKeys(keysFile);
    writeKeys(keysFile, { active: 'key-2', keys: { 'key-2': newKey() }, root });
    await (await openTestStorage({ engine: 'sqlite', path }, { keysFile })).close();
  });

  test('has another root secret: the start is refused', async () => {
    const { path, keysFile } = await withPendingIntent();
    writeKeys(keysFile, { ...readKeys(keysFile), root: newKey() });
    await expect(openTestStorage({ engine: 'sqlite', path }, { keysFile })).rejects.toThrow('root secret');
  });

  test('is missing with PostgreSQL: the start is refused before anything is asked of the server', async () => {
    await expect(openTestStorage({ engine: 'postgres', url: 'postgres://localhost:1/none' })).rejects.toThrow(
      'STORE_KEYS_FILE is required with PostgreSQL',
    );
  });

  test.each([
    ['no JSON', 'active: key-1', 'is not JSON'],
    ['something else', '[]', 'must hold'],
    ['an active key that it lacks', { active: 'key-9' }, 'active key'],
    ['a key of the wrong length', { keys: { 'key-1': 'c2hvcnQ=' } }, 'is not 32 bytes'],
    ['a root secret of the wrong length', { root: 'c2hvcnQ=' }, 'root secret'],
    ['an id with other characters', { keys: { 'key 1': newKey() } }, 'letters'],
  ])('holds %s: the start is refused, and the file is not quoted', async (_what, change, problem) => {
    const keysFile = newKeysFile();
    const ring = readKeys(keysFile);
    if (typeof change === 'string') {
      writeFileSync(keysFile, change);
    } else writeKeys(keysFile, { ...ring, ...change });
    const opening = openTestStorage({ engine: 'sqlite', path: newFile() }, { keysFile });
    await expect(opening).rejects.toThrow(problem);
    await opening.catch((error: Error) => expect(error.message).not.toContain(ring.root));
  });
});

describe('rotating keys', () => {
  test('ten times under load loses nothing and leaves nothing that cannot be decrypted', async () => {
    const keysFile = newKeysFile();
    const { events, recorded } = recordStorageEvents();
    const clock = createTestClock();
    const unprovenCap = { intents: 10, bytes: 10 };
    const options = { keysFile, clock, events, unprovenCap };
    const storage = await openTestStorage({ engine: 'sqlite', path: newFile() }, options);
    const accepted: string[] = [];
    const stop = new AbortController();
    const load = async () => {
      while (!stop.signal.aborted) accepted.push((await acceptOne(storage, clock.nowMs())).request.receiptId);
    };
    const writers = Array.from({ length: 8 }, load);
    for (let index = 2; index <= 11; index += 1) {
      rotateKeys(keysFile, `key-${index}`);
      await storage.reloadKeys();
      const before = accepted.length;
      while (accepted.length < before + 20) await new Promise((resolve) => setImmediate(resolve));
    }
    stop.abort();
    await Promise.all(writers);

    const { intentsByKey } = await storage.store.stats();
    const claimed = await storage.store.claim({ lane: 'proven', max: 100_000, leaseMs: LEASE_MS });
    await storage.close();
    expect(Object.keys(intentsByKey)).toHaveLength(11);
    expect(claimed.map(({ request }) => request.receiptId).toSorted()).toEqual(accepted.toSorted());
    expect(recorded).toEqual([]);
  }, 60_000);

  test('keeps ids, so that a token which is known under the old key is known under the new one', async () => {
    const keysFile = newKeysFile();
    const clock = createTestClock();
    const storage = await openTestStorage({ engine: 'sqlite', path: newFile() }, { keysFile, clock });
    const { order, request } = await acceptOne(storage, clock.nowMs());
    rotateKeys(keysFile, 'key-2');
    await storage.reloadKeys();
    expect(await storage.store.accept(tokenIntent(clock.nowMs(), { order }))).toMatchObject({
      kind: 'duplicate',
      receiptId: request.receiptId,
    });
    await storage.close();
  });

  test('does not take up a ring that lacks a needed key, and goes on with the one before', async () => {
    const keysFile = newKeysFile();
    const { events, recorded } = recordStorageEvents();
    const clock = createTestClock();
    const storage = await openTestStorage({ engine: 'sqlite', path: newFile() }, { keysFile, clock, events });
    await acceptOne(storage, clock.nowMs());
    const { root } = readKeys(keysFile);
    writeKeys(keysFile, { active: 'key-2', keys: { 'key-2': newKey() }, root });
    await storage.reloadKeys();
    expect(recorded).toMatchObject([{ name: 'keyRingRefused' }]);
    expect(await storage.store.claim({ lane: 'proven', max: 1, leaseMs: LEASE_MS })).toHaveLength(1);
    await storage.close();
  });

  test('counts how many logouts still need each key, so that an operator knows when it can go', async () => {
    const keysFile = newKeysFile();
    const clock = createTestClock();
    const storage = await openTestStorage({ engine: 'sqlite', path: newFile() }, { keysFile, clock });
    const lease = await acceptNew(storage.store, tokenIntent(clock.nowMs()));
    rotateKeys(keysFile, 'key-2');
    await storage.reloadKeys();
    await acceptOne(storage, clock.nowMs());
    expect((await storage.store.stats()).intentsByKey).toEqual({ 'key-1': 1, 'key-2': 1 });
    await storage.store.settle(lease, { kind: 'confirmed' });
    expect((await storage.store.stats()).intentsByKey).toEqual({ 'key-2': 1 });
    await storage.close();
  });
});
