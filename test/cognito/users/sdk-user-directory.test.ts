import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCognitoApi, type CognitoApi } from '../../../src/cognito/cognito-api.ts';
import { createSdkUserDirectory } from '../../../src/cognito/users/sdk-user-directory.ts';
import {
  createUpstreamConnections,
  type UpstreamConnections,
} from '../../../src/cognito/upstream-connections.ts';
import { startFakeCognito, type FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import type { UserReference } from '../../../src/revocation/ports/users/user-directory.ts';
import { canary } from '../../support/canaries.ts';

let fake: FakeCognito;
let userPoolId: string;
let connections: UpstreamConnections;
let api: CognitoApi;

beforeAll(async () => {
  fake = await startFakeCognito();
  ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' }));
  fake.createUser({ userPoolId, username: 'alice', password: canary('Directory-horse-7') });
  connections = createUpstreamConnections();
  const credentials = {
    accessKeyId: 'AKIADIRECTORY',
    secretAccessKey: canary('directoryCANARYaccesskey0001'),
  };
  api = createCognitoApi({ connections, credentials });
});
afterAll(async () => {
  await connections.close();
  await fake.stop();
});

function directoryOf(failures: unknown[]) {
  const client = {
    clientId: 'webapp',
    userPoolId,
    region: 'eu-west-1',
    endpoint: fake.url,
    secrets: [],
    sessionTracking: false,
  };
  const clients = { find: () => client, all: () => [client] };
  return createSdkUserDirectory(clients, api, (event) => failures.push(event));
}

async function lookUp(username: string) {
  const failures: unknown[] = [];
  const sub = await directoryOf(failures).subOf({ userPoolId, username }, AbortSignal.timeout(10_000));
  return { sub, failures };
}

describe('the directory of users', () => {
  test('finds the sub of a user, by which access tokens know them', async () => {
    const { sub, failures } = await lookUp('alice');
    expect(sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(failures).toEqual([]);
  });

  test('finds nobody where there is nobody, which is no failure', async () => {
    expect(await lookUp('nobody')).toEqual({ sub: undefined, failures: [] });
  });

  test('tells that it may not look, so that somebody hears why access tokens live on', async () => {
    fake.failNext({ operation: 'AdminGetUser', kind: 'exception', exception: 'AccessDeniedException' });
    const { sub, failures } = await lookUp('alice');
    expect(sub).toBeUndefined();
    expect(failures).toMatchObject([{ userPoolId, cause: { name: 'AccessDeniedException' } }]);
  });
});

describe('finding a user', () => {
  const find = async (reference: UserReference) => {
    const failures: unknown[] = [];
    const lookup = await directoryOf(failures).find(
      { userPoolId, ...reference },
      AbortSignal.timeout(10_000),
    );
    return { lookup, failures };
  };
  const user = (username: string, email: string) =>
    fake.createUser({ userPoolId, username, email, password: canary('Directory-horse-8') });

  test('by name, sub or e-mail address is the same user', async () => {
    const carol = user('carol', 'carol@example.com');
    const found = { username: 'carol', sub: carol.sub, aliases: ['carol@example.com'], isEnabled: true };
    for (const reference of [
      { by: 'name', name: 'carol' },
      { by: 'name', name: carol.sub },
      { by: 'sub', sub: carol.sub },
      { by: 'email', email: 'carol@example.com' },
    ] as const) {
      expect(await find(reference)).toEqual({ lookup: { kind: 'found', user: found }, failures: [] });
    }
  });

  test.each([
    { by: 'name', name: 'nobody' },
    { by: 'sub', sub: '00000000-0000-4000-8000-000000000000' },
    { by: 'email', email: 'nobody@example.com' },
  ] as const)('that there is not is no failure: %j', async (reference) => {
    const { lookup, failures } = await find(reference);
    expect(lookup).toMatchObject({ kind: 'rejected', code: 'user-not-found' });
    expect(failures).toEqual([]);
  });

  test('says that there are several, and names none of them', async () => {
    user('dave', 'shared@example.com');
    user('david', 'shared@example.com');
    expect((await find({ by: 'email', email: 'shared@example.com' })).lookup).toEqual({ kind: 'several' });
  });

  test('turns pages until it has found the user', async () => {
    for (let index = 0; index < 70; index += 1) user(`crowd-${index}`, `crowd-${index}@example.com`);
    const { lookup } = await find({ by: 'email', email: 'crowd-69@example.com' });
    expect(lookup).toMatchObject({ kind: 'found', user: { username: 'crowd-69' } });
  });

  test('takes whatever it is given for a value, never for a filter of its own', async () => {
    user('erin', 'erin@example.com');
    for (const email of ['x" or email ^= "', '\\', 'erin@example.com\\', '" = "', 'erin@example.com"'])
      expect((await find({ by: 'email', email })).lookup).toMatchObject({ code: 'user-not-found' });
  });

  test.each([
    ['AdminGetUser', { by: 'name', name: 'alice' }],
    ['ListUsers', { by: 'email', email: 'alice@example.com' }],
  ] as const)(
    'that Cognito does not answer is to be tried again, and told: %s',
    async (operation, reference) => {
      fake.failNext({ operation, kind: 'exception', exception: 'TooManyRequestsException' });
      const { lookup, failures } = await find(reference);
      expect(lookup).toMatchObject({ kind: 'retry', cause: 'throttled' });
      expect(failures).toHaveLength(1);
    },
  );
});
