import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Client } from 'pg';
import type { Storage } from '../../src/storage/open-storage.ts';
import { isUnanswered } from '../../src/storage/postgres/is-unanswered.ts';
import { beginning, connectionConfig } from '../../src/storage/postgres/postgres-connection.ts';
import { eventually } from '../support/eventually.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';
import { withSocketServer } from '../support/with-socket-server.ts';

const { server, target, newKeysFile, openNew } = testPostgres();

describe('a batch with one call that fails', () => {
  let storage: Storage;

  beforeEach(async () => {
    storage = await openNew();
  });

  afterEach(() => storage.close());

  const intents = (count: number) => Array.from({ length: count }, () => tokenIntent(Date.now()));
  const acceptAll = (all: readonly ReturnType<typeof tokenIntent>[]) =>
    Promise.allSettled(all.map((intent) => storage.store.accept(intent)));
  const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

  test('refuses one order that no row can hold, and takes those that came with it', async () => {
    const odd = tokenIntent(Date.now());
    // PostgreSQL keeps no NUL in a text.
    const poison = { ...odd, request: { ...odd.request, receiptId: 'a\0b' } };
    expect(statuses(await acceptAll([poison, ...intents(2)]))).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: 2 });
  });

  test('refuses the repeat of an intent whose row is damaged, and takes those that came with it and after it', async () => {
    const damaged = tokenIntent(Date.now());
    await storage.store.settle(await acceptNew(storage.store, damaged), { kind: 'confirmed' });
    await server().execute(`UPDATE cognito_logout.intents SET outcome = '{'`);
    const repeat = tokenIntent(Date.now(), { order: damaged.order });
    const first = acceptAll([repeat, ...intents(2)]);
    await nextTurn();
    await nextTurn();
    const behind = acceptAll(intents(2));
    expect(statuses(await first)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(statuses(await behind)).toEqual(['fulfilled', 'fulfilled']);
    expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: 6 });
  });
});

test('a server that lets nobody in is asked once for all calls of a batch, and not once for each', async () => {
  await server().execute('CREATE DATABASE closed');
  const url = new URL(server().url);
  const serverPort = Number(url.port);
  let connections = 0;
  const passOn = (socket: Socket): void => {
    connections += 1;
    // Else whoever asks would wait for an answer of a connection that is gone.
    const upstream = connect(serverPort, 'localhost').on('error', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  };
  await withSocketServer(passOn, async (port) => {
    [url.host, url.pathname] = [`127.0.0.1:${port}`, 'closed'];
    const options = { keysFile: newKeysFile(), clock: { nowMs: () => Date.now() } };
    const storage = await openTestStorage({ ...target(), url: url.href }, options);
    await server().execute('ALTER DATABASE closed ALLOW_CONNECTIONS false');
    await server().execute(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'closed'`);
    await eventually(async () => !(await storage.store.canAccept()));
    connections = 0;
    const accepting = Array.from({ length: 64 }, () => storage.store.accept(tokenIntent(Date.now())));
    const answers = await Promise.allSettled(accepting);
    // The connection for notifications is made anew meanwhile.
    expect(connections).toBeLessThan(10);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await storage.close();
  });
});

test('a server whose disk is full is tried once for all calls of a batch, and not once for each', async () => {
  await server().empty();
  const target = { engine: 'postgres', url: server().url, timeoutMs: 20_000 } as const;
  const storage = await openTestStorage(target, { keysFile: newKeysFile() });
  // A sequence goes on also where the transaction does not.
  await server().execute(`
    CREATE SEQUENCE tries;
    CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('public.tries'); RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON cognito_logout.intents EXECUTE FUNCTION disk_full()`);
  const accepting = Array.from({ length: 64 }, () => storage.store.accept(tokenIntent(Date.now())));
  const answers = await Promise.allSettled(accepting);
  await server().execute('DROP TRIGGER full_disk ON cognito_logout.intents');
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect(await server().execute('SELECT last_value FROM tries')).toEqual([{ last_value: '1' }]);
  expect(await storage.store.accept(tokenIntent(Date.now()))).toMatchObject({ kind: 'stored' });
  await storage.close();
});

describe('the server counts as not answering, so that the call is not refused for itself,', () => {
  /** What becomes of a statement on a server that treats its connections so. */
  const failureOn = (treat: (socket: Socket) => void) =>
    withSocketServer(treat, (port) => failureOf(`postgres://nobody@127.0.0.1:${port}/none`, 200));
  const failureOf = async (
    url: string,
    timeoutMs: number,
    statementMs = timeoutMs,
    onceConnected = () => {},
  ) => {
    const settings = { url, timeoutMs, statementMs };
    const client = new Client(connectionConfig(settings));
    client.on('error', () => undefined);
    try {
      await client.connect();
      onceConnected();
      await client.query(beginning(settings));
      await client.query('SELECT pg_sleep(10)');
    } catch (cause) {
      return cause;
    } finally {
      void client.end();
    }
    throw new Error('The statement was done');
  };

  afterEach(() => server().thaw());

  test.each<[string, () => Promise<unknown>]>([
    ['when nobody is there', () => failureOf('postgres://nobody@127.0.0.1:1/none', 200)],
    ['when no host has that name', () => failureOf('postgres://nobody@no-such-host.invalid/none', 2000)],
    ['when it is silent', () => failureOn(() => undefined)],
    ['when it hangs up', () => failureOn((socket) => socket.once('data', () => socket.end()))],
    ['when it breaks off', () => failureOn((socket) => socket.once('data', () => socket.resetAndDestroy()))],
    ['when it gives a statement up', () => failureOf(server().url, 20_000, 50)],
    ['when it freezes', () => failureOf(server().url, 20_000, 50, () => server().freeze())],
  ])('%s', async (_when, fail) => {
    expect(isUnanswered(await fail())).toBe(true);
  });
});
