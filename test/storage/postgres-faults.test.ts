import { beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import type { Storage } from '../../src/storage/open-storage.ts';
import { eventually } from '../support/eventually.ts';
import { acceptNew, LEASE_MS, newToken, tokenIntent } from '../support/storage/intents.ts';
import { startCommitLosingProxy } from '../support/storage/commit-losing-proxy.ts';
import { readKeys, rotateKeys, writeKeys } from '../support/storage/keys-files.ts';
import { newKey } from '../support/storage/new-key-ring.ts';
import {
  openTestStorage,
  recordStorageEvents,
  type TestStorageOptions,
} from '../support/storage/open-test-storage.ts';
import { createTestClock } from '../support/storage/test-clock.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';

const { server, newKeysFile } = testPostgres();
let keysFile: string;

beforeEach(async () => {
  await server().empty();
  keysFile = newKeysFile();
});

const open = (options: TestStorageOptions = {}) =>
  openTestStorage({ engine: 'postgres', url: server().url }, { keysFile, ...options });

const openMany = (count: number, options: TestStorageOptions = {}) =>
  Promise.all(Array.from({ length: count }, () => open(options)));

const closeAll = async (storages: readonly Storage[]) => {
  await Promise.all(storages.map((storage) => storage.close()));
};

/** What was accepted, and is in the database no more. */
const lostOf = async (storage: Storage, receipts: readonly string[]) => {
  const lost: string[] = [];
  // One by one: all at once, the last would wait for a connection for too long.
  for (const receiptId of receipts) {
    if ((await storage.store.find(receiptId)) === undefined) lost.push(receiptId);
  }
  return lost;
};

describe('several instances on one PostgreSQL', () => {
  test('know each other’s intents: a token that one has accepted is a duplicate to the others', async () => {
    const clock = createTestClock();
    const storages = await openMany(3, { clock });
    const intents = Array.from({ length: 40 }, () => tokenIntent(clock.nowMs()));
    const acceptances = await Promise.all(
      intents.flatMap((intent) =>
        storages.map(({ store }) => store.accept(tokenIntent(clock.nowMs(), { order: intent.order }))),
      ),
    );
    expect(acceptances.filter(({ kind }) => kind === 'stored')).toHaveLength(40);
    expect(await storages[0]?.audit.verifyChain()).toMatchObject({ intact: true, records: 40 });
    await closeAll(storages);
  });

  test('share the work: each intent is claimed by one of them, and settled once', async () => {
    const clock = createTestClock();
    const storages = await openMany(3, { clock });
    const [first] = storages;
    for (let index = 0; index < 60; index += 1) {
      await first?.store.accept(tokenIntent(clock.nowMs(), { leaseMs: 0 }));
    }
    const settledBy = await Promise.all(
      storages.map(async ({ store }) => {
        let settled = 0;
        for (;;) {
          const claimed = await store.claim({ lane: 'proven', max: 7, leaseMs: LEASE_MS });
          if (claimed.length === 0) return settled;
          const results = await Promise.all(
            claimed.map(({ lease }) => store.settle(lease, { kind: 'confirmed' })),
          );
          settled += results.filter((result) => result === 'done').length;
        }
      }),
    );
    expect(settledBy.reduce((sum, settled) => sum + settled, 0)).toBe(60);
    expect(await first?.audit.verifyChain()).toMatchObject({ intact: true, records: 120 });
    await closeAll(storages);
  });

  test('wake each other when there is work', async () => {
    const storages = await openMany(2);
    const [here, there] = storages;
    let woken = 0;
    there?.store.onDue(() => {
      woken += 1;
    });
    await eventually(async () => {
      await here?.store.accept(tokenIntent(Date.now(), { leaseMs: 0 }));
      return woken > 0;
    });
    await closeAll(storages);
  });

  test('take up a key that another one has begun to use', async () => {
    const clock = createTestClock();
    const storages = await openMany(2, { clock });
    const [here, there] = storages;
    rotateKeys(keysFile, 'key-2');
    await here?.reloadKeys();
    await here?.store.accept(tokenIntent(clock.nowMs(), { leaseMs: 0 }));
    expect(await there?.store.claim({ lane: 'proven', max: 1, leaseMs: LEASE_MS })).toHaveLength(1);
    await closeAll(storages);
  });

  test('leave to another one what they have not got the key for', async () => {
    const clock = createTestClock();
    const { events, recorded } = recordStorageEvents();
    const here = await open({ clock });
    const otherKeysFile = newKeysFile();
    writeKeys(otherKeysFile, readKeys(keysFile));
    const there = await open({ clock, events, keysFile: otherKeysFile });
    rotateKeys(keysFile, 'key-2');
    await here.reloadKeys();
    await here.store.accept(tokenIntent(clock.nowMs(), { leaseMs: 0 }));
    expect(await there.store.claim({ lane: 'proven', max: 1, leaseMs: LEASE_MS })).toEqual([]);
    expect((await here.store.stats()).parked).toEqual([]);
    expect(recorded.map(({ name }) => name)).toEqual(['keyRingRefused']);
    clock.advance(LEASE_MS);
    expect(await here.store.claim({ lane: 'proven', max: 1, leaseMs: LEASE_MS })).toMatchObject([
      { attempts: 1 },
    ]);
    await closeAll([here, there]);
  });

  test('F46: do not start without a key that stored logouts need', async () => {
    const storage = await open();
    await storage.store.accept(tokenIntent(Date.now()));
    await storage.close();
    const { root } = readKeys(keysFile);
    writeKeys(keysFile, { active: 'key-2', keys: { 'key-2': newKey() }, root });
    await expect(open()).rejects.toThrow('key-1');
  });
});

describe('a PostgreSQL server that fails', () => {
  test('in mid-write loses nothing that was acknowledged', async () => {
    const storages = await openMany(3);
    const accepted: string[] = [];
    const stop = new AbortController();
    const write = async ({ store }: Storage) => {
      while (!stop.signal.aborted) {
        const intent = tokenIntent(Date.now());
        const lease = await acceptNew(store, intent).catch(() => undefined);
        if (lease !== undefined) accepted.push(intent.request.receiptId);
        if (lease !== undefined && accepted.length % 2 === 0) {
          await store.settle(lease, { kind: 'confirmed' }).catch(() => undefined);
        }
      }
    };
    const writers = storages.flatMap((storage) => Array.from({ length: 8 }, () => write(storage)));
    for (let crash = 0; crash < 2; crash += 1) {
      const before = accepted.length;
      await eventually(() => accepted.length > before + 100);
      await server().crash();
    }
    const before = accepted.length;
    await eventually(() => accepted.length > before + 100);
    stop.abort();
    await Promise.all(writers);

    const [first] = storages;
    if (first === undefined) throw new Error('nothing was opened');
    expect(await lostOf(first, accepted)).toEqual([]);
    expect(await first.audit.verifyChain()).toMatchObject({ intact: true });
    const events = new Map<string, number>();
    for await (const { event } of first.audit.export({})) {
      const key = 'receiptId' in event ? `${event.kind} ${event.receiptId}` : event.kind;
      events.set(key, (events.get(key) ?? 0) + 1);
    }
    expect([...events].filter(([, count]) => count !== 1)).toEqual([]);
    await closeAll(storages);
  }, 120_000);

  test('cuts connections: what was asked meanwhile is refused as not durable, and then it works again', async () => {
    const clock = createTestClock();
    const { events, recorded } = recordStorageEvents();
    const storage = await open({ clock, events });
    let woken = 0;
    storage.store.onDue(() => {
      woken += 1;
    });
    await acceptNew(storage.store, tokenIntent(clock.nowMs()));
    await server().execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cognito-logout'`,
    );
    await eventually(async () => {
      clock.advance(1000);
      return storage.store.canAccept();
    });
    const before = woken;
    await acceptNew(storage.store, tokenIntent(clock.nowMs()));
    await eventually(() => woken > before);
    expect(recorded.filter(({ name }) => name === 'broken')).toEqual([]);
    await storage.close();
  });

  test('is not there: a logout is refused as not durable, and the start fails', async () => {
    const clock = createTestClock();
    const storage = await open({ clock });
    await storage.close();
    await expect(storage.store.accept(tokenIntent(clock.nowMs()))).rejects.toMatchObject({
      code: 'not-durable',
      retryAfterSeconds: 5,
    });
    expect(await storage.store.canAccept()).toBe(false);
    const url = 'postgres://nobody@127.0.0.1:1/none';
    await expect(openTestStorage({ engine: 'postgres', url }, { keysFile })).rejects.toThrow(
      'DATABASE_URL names a server that cannot be reached (ECONNREFUSED)',
    );
  });

  test('breaks off after a commit and before its answer: what it is told of the intent later counts', async () => {
    const url = new URL(server().url);
    const proxy = await startCommitLosingProxy(Number(url.port));
    url.host = `127.0.0.1:${proxy.port}`;
    const storage = await openTestStorage({ engine: 'postgres', url: url.href }, { keysFile });
    const intent = tokenIntent(Date.now());
    proxy.lose();
    const accepted = await storage.store.accept(intent);
    proxy.keep();
    if (accepted.kind !== 'unsure') throw new Error(`The acceptance is ${accepted.kind}`);
    expect(await storage.store.settle(accepted.lease, { kind: 'confirmed' })).toBe('done');
    expect(await storage.store.find(intent.request.receiptId)).toMatchObject({ kind: 'settled' });
    await storage.close();
    await proxy.stop();
  });

  test('is busy with the migrations of another instance: the start waits for them, longer than any statement may take', async () => {
    await (await open()).close();
    const client = new Client(server().url);
    await client.connect();
    await client.query('SELECT pg_advisory_lock(5069731288447291)');
    const waits = `SELECT 1 FROM pg_stat_activity
      WHERE wait_event = 'advisory' AND query_start < clock_timestamp() - interval '2.5 seconds'`;
    const opening = open();
    await eventually(async () => (await server().execute(waits)).length === 1);
    await client.end();
    await (await opening).close();
  });

  test.each(['fsync', 'full_page_writes'])('is set up with %s off: the start is refused', async (setting) => {
    await server().execute(`ALTER SYSTEM SET ${setting} = off`);
    await server().execute('SELECT pg_reload_conf()');
    await eventually(async () => {
      const [row] = await server().execute(`SELECT current_setting('${setting}') AS value`);
      return row?.['value'] === 'off';
    });
    await expect(open()).rejects.toThrow(`${setting} switched off`);
    await server().execute(`ALTER SYSTEM RESET ${setting}`);
    await server().execute('SELECT pg_reload_conf()');
    await eventually(async () => {
      const [row] = await server().execute(`SELECT current_setting('${setting}') AS value`);
      return row?.['value'] === 'on';
    });
  });
});

test('T48: the files of the server show no token', async () => {
  const storage = await open();
  const tokens = Array.from({ length: 20 }, () => newToken().padEnd(1700, 'x'));
  for (const [index, token] of tokens.entries()) {
    const lease = await acceptNew(storage.store, tokenIntent(Date.now(), { token }));
    if (index % 2 === 0) await storage.store.settle(lease, { kind: 'confirmed' });
  }
  await storage.close();
  await server().execute('CHECKPOINT');
  const found = spawnSync(
    'grep',
    ['-rlaF', ...tokens.flatMap((token) => ['-e', token.slice(0, 60)]), server().directory],
    {
      encoding: 'utf8',
    },
  );
  expect(found.stdout).toBe('');
  expect(found.status).toBe(1);
});
