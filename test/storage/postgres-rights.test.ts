import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { keysFiles } from '../support/storage/keys-files.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { startPostgresServer, type PostgresServer } from '../support/storage/postgres-server.ts';

const PASSWORD = canary(`password-of-a-role-${randomBytes(12).toString('hex')}`);

let server: PostgresServer;
const keysFile = keysFiles()();

beforeAll(async () => {
  server = await startPostgresServer();
  await server.execute(`CREATE ROLE logout LOGIN PASSWORD '${PASSWORD}'`);
}, 60_000);
afterAll(() => server.remove());

const open = (user: 'owner' | 'role') => {
  const url = new URL(server.url);
  if (user === 'role') [url.username, url.password] = ['logout', PASSWORD];
  return openTestStorage({ engine: 'postgres', url: url.href }, { keysFile });
};

describe('the role of DATABASE_URL', () => {
  test('is refused while it may not make the schema, with what to do', async () => {
    await expect(open('role')).rejects.toThrow(/DATABASE_URL names a role that may not .* AUTHORIZATION/);
  });

  test('is refused while it may not use the schema that another role has made', async () => {
    await (await open('owner')).close();
    await expect(open('role')).rejects.toThrow(/DATABASE_URL names a role that may not .* AUTHORIZATION/);
    await server.execute('DROP SCHEMA cognito_logout CASCADE');
  });

  test('needs no more than the schema that was made for it', async () => {
    await server.execute('CREATE SCHEMA cognito_logout AUTHORIZATION logout');
    const storage = await open('role');
    await acceptNew(storage.store, tokenIntent(Date.now()));
    await storage.close();
  });
});

test('a server that takes no writes, as a replica does, is refused with what to do', async () => {
  await server.execute('ALTER ROLE logout SET default_transaction_read_only = on');
  await expect(open('role')).rejects.toThrow('DATABASE_URL names a server that takes no writes');
});

test('connections to a server that took no writes are given up for new ones, as after a failover', async () => {
  await server.execute('ALTER ROLE logout RESET default_transaction_read_only');
  const storage = await open('role');
  await server.execute('ALTER ROLE logout SET default_transaction_read_only = on');
  await server.execute(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'logout'`);
  const accepts = () =>
    storage.store.accept(tokenIntent(Date.now())).then(
      ({ kind }) => kind,
      ({ cause }: { readonly cause: { readonly code: string } }) => cause.code,
    );
  await eventually(async () => (await accepts()) === '25006');
  await server.execute('ALTER ROLE logout RESET default_transaction_read_only');
  await eventually(async () => (await accepts()) === 'stored');
  await storage.close();
});
