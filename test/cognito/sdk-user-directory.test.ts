import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCognitoApi, type CognitoApi } from '../../src/cognito/cognito-api.ts';
import { createSdkUserDirectory } from '../../src/cognito/sdk-user-directory.ts';
import {
  createUpstreamConnections,
  type UpstreamConnections,
} from '../../src/cognito/upstream-connections.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';

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

async function lookUp(username: string) {
  const failures: { readonly userPoolId: string; readonly cause: unknown }[] = [];
  const client = {
    clientId: 'webapp',
    userPoolId,
    region: 'eu-west-1',
    endpoint: fake.url,
    secrets: [],
    sessionTracking: false,
  };
  const clients = { find: () => client, all: () => [client] };
  const directory = createSdkUserDirectory(clients, api, (event) => failures.push(event));
  const sub = await directory.subOf({ userPoolId, username }, AbortSignal.timeout(10_000));
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
