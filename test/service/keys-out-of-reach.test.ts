import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiKeyHash, createApiKey } from '../../src/admin-keys/api-key.ts';
import { buildService, type Service } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { postJson } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const KEY = canary(createApiKey('all'));
const writeFile = temporaryFiles();
let fake: FakeCognito;
let service: Service;
let url: string;
let clientId: string;
let tokens: ReturnType<FakeCognito['signIn']>;

beforeAll(async () => {
  fake = await startFakeCognito();
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' });
  ({ clientId } = fake.createAppClient({ userPoolId }));
  const password = canary('Correct-horse-battery-9');
  fake.createUser({
    userPoolId,
    username: 'alice',
    password,
    email: 'alice@example.com',
    groups: ['admins'],
  });
  tokens = fake.signIn({ clientId, username: 'alice' });
  fake.failNext({ operation: '/.well-known/jwks.json', kind: 'reset', times: Infinity });
  const key = { id: 'all', name: 'All', hash: apiKeyHash(KEY), scopes: ['admin', 'feed'] };
  const settings = loadSettings({
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_CLIENT_ID: clientId,
    COGNITO_ENDPOINT: fake.url,
    ADMIN_API_KEYS_FILE: writeFile('api-keys.json', JSON.stringify({ keys: [key] })),
    ADMIN_USER_POOL_ID: userPoolId,
    ADMIN_CLIENT_ID: clientId,
    ADMIN_GROUP: 'admins',
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '100000',
    DATABASE_URL: 'memory:',
  });
  service = await buildService(settings, {
    logDestination: { write: () => undefined, droppedLines: () => 0, flush: () => Promise.resolve() },
  });
  url = `http://127.0.0.1:${(await service.start()).port}`;
});
afterAll(async () => {
  await service.stop({ drainDelayMs: 0, timeoutMs: 0 });
  await fake.stop();
});

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
const revokeAccessToken = () =>
  postJson(`${url}/oauth2/revoke`, { token: tokens.accessToken, client_id: clientId });

describe('While the keys of the user pool cannot be fetched, an access token is neither accepted nor called wrong', () => {
  test('F48: by POST /oauth2/revoke, which denies nothing and says so', async () => {
    expect(await revokeAccessToken()).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    });
  });

  test.each([
    ['GET', '/authorize', () => ({ ...bearer(tokens.accessToken), 'x-api-key': KEY })],
    ['GET', '/sessions', () => bearer(tokens.accessToken)],
    ['GET', '/admin/audit', () => bearer(tokens.accessToken)],
  ])('by %s %s', async (method, path, headers) => {
    const { status, headers: answered } = await fetch(`${url}${path}`, { method, headers: headers() });
    expect([status, answered.get('retry-after')]).toEqual([503, '2']);
  });

  test('by POST /oauth2/introspect', async () => {
    const answer = await postJson(`${url}/oauth2/introspect`, { token: tokens.accessToken }, bearer(KEY));
    expect(answer.status).toBe(503);
  });

  test('by POST /admin/revoke, which is to deny its session', async () => {
    const order = { accessToken: tokens.accessToken, reason: 'stolen laptop' };
    expect((await postJson(`${url}/admin/revoke`, order, bearer(KEY))).status).toBe(503);
  });

  test('by POST /logout with everywhere; without it the session ends all the same', async () => {
    const { refreshToken, accessToken } = fake.signIn({ clientId, username: 'alice' });
    const logout = { refreshToken, accessToken, clientId };
    expect((await postJson(`${url}/logout`, { ...logout, everywhere: true })).status).toBe(503);
    expect((await postJson(`${url}/logout`, logout)).status).toBe(200);
  });

  test('and counts once they can be', async () => {
    fake.clearFaults();
    await eventually(async () => (await revokeAccessToken()).status === 200);
    const answer = await postJson(`${url}/oauth2/introspect`, { token: tokens.accessToken }, bearer(KEY));
    expect(answer.body).toEqual({ active: false });
  });
});
