import { expect, test } from '@jest/globals';
import { connect, createServer, type AddressInfo } from 'node:net';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';

const { server, target, newKeysFile } = testPostgres();

/** As PgBouncer has it: all other parameters of a connection would be the next caller's as well. */
const POOLED = new Set(['user', 'database', 'client_encoding', 'application_name']);

/** What is asked for as a connection is made: a length, a version, and then names and values. */
const parametersOf = (startup: Buffer): readonly string[] =>
  startup
    .subarray(8)
    .toString()
    .split('\0')
    .filter((name, index) => index % 2 === 0 && name !== '');

async function startPooler(targetPort: number) {
  const pooler = createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (startup) => {
      if (parametersOf(startup).some((name) => !POOLED.has(name))) return void client.destroy();
      const upstream = connect(targetPort, 'localhost');
      upstream.on('error', () => undefined).once('close', () => client.destroy());
      client.once('close', () => upstream.destroy());
      upstream.write(startup);
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
  return {
    port: (pooler.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => pooler.close(resolve)),
  };
}

test('a pooler that takes no parameters for a connection is no hindrance, and the tables are where they belong', async () => {
  const url = new URL(server().url);
  const pooler = await startPooler(Number(url.port));
  url.host = `127.0.0.1:${pooler.port}`;
  const storage = await openTestStorage({ engine: 'postgres', url: url.href }, { keysFile: newKeysFile() });
  await acceptNew(storage.store, tokenIntent(Date.now()));
  await storage.close();
  await pooler.stop();
  expect(await server().execute('SELECT lane FROM cognito_logout.intents')).toEqual([{ lane: 'proven' }]);
});

test.each(['repeatable read', 'serializable'])(
  'instances do not get in each other’s way where %s is the default',
  async (isolation) => {
    await server().empty();
    await server().execute(`ALTER DATABASE postgres SET default_transaction_isolation = '${isolation}'`);
    const keysFile = newKeysFile();
    const storages = await Promise.all([1, 2, 3].map(() => openTestStorage(target(), { keysFile })));
    const writers = [...storages, ...storages].map(async ({ store }) => {
      for (let count = 0; count < 50; count += 1) await acceptNew(store, tokenIntent(Date.now()));
    });
    const refused = (await Promise.allSettled(writers)).filter(({ status }) => status === 'rejected');
    await Promise.all(storages.map((storage) => storage.close()));
    expect(refused).toEqual([]);
  },
);
