import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { refreshes, signIn } from '../support/interop/sessions.ts';
import { postJson, startRunningService, type RunningService } from '../support/running-service.ts';
import { keysFiles } from '../support/storage/keys-files.ts';
import { startPostgresServer, type PostgresServer } from '../support/storage/postgres-server.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
const newKeysFile = keysFiles();
let server: PostgresServer;
let service: RunningService;

beforeAll(async () => {
  server = await startPostgresServer();
  const environment = {
    DATABASE_URL: server.url,
    STORE_KEYS_FILE: newKeysFile(),
    UPSTREAM_DEADLINE_MS: '1500',
  };
  service = await startRunningService(writeFile, { environment });
}, 60_000);
afterAll(async () => {
  server.thaw();
  await service.stop();
  await server.remove();
});

const logOut = async (clientId = service.publicClientId) => {
  const session = signIn(service, clientId);
  const { accessToken, refreshToken } = session;
  const body = { refreshToken, accessToken, clientId };
  const { status } = await postJson(`${service.url}/logout`, body);
  return { session, status };
};
const stored = async () =>
  Number((await server.execute('SELECT count(*) AS n FROM cognito_logout.intents'))[0]?.['n']);

test('logouts of a service whose PostgreSQL is frozen end by Cognito’s word, and are stored again once it goes on', async () => {
  expect((await logOut()).status).toBe(200);
  await eventually(async () => (await stored()) === 1);

  server.freeze();
  for (let round = 0; round < 4; round += 1) {
    const answers = await Promise.all(Array.from({ length: 6 }, () => logOut()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const { session } of answers) expect(await refreshes(service, session)).toBe(false);
  }
  server.thaw();

  await eventually(async () => (await fetch(`${service.managementUrl}/readyz`)).status === 200);
  service.fake.failNext({ operation: 'RevokeToken', kind: 'internal-error', times: Infinity });
  await eventually(async () => (await logOut()).status === 202);
}, 90_000);
