import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { buildService, type Service } from '../../../src/composition/build-service.ts';
import { loadSettings } from '../../../src/composition/load-settings.ts';
import { canary, encodingsOf } from '../../support/canaries.ts';
import { postJson } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

/** A Cognito that revokes everything and keeps every byte that it is sent: start line, headers and body. */
interface Listener {
  readonly server: Server;
  readonly url: string;
  heard: string;
}

async function startListener(): Promise<Listener> {
  const server = createServer((request, response) => {
    listener.heard += [request.method, request.url, ...request.rawHeaders].join('\n');
    request.on('data', (chunk: Buffer) => (listener.heard += chunk.toString('latin1')));
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/x-amz-json-1.1');
      response.end('{}');
    });
  });
  const listener: Listener = { server, url: '', heard: '' };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return Object.assign(listener, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const SECRETS = {
  first: canary('secretOfTheFirstAppClientInTwoFakes000000001'),
  second: canary('secretOfTheSecondAppClientInTwoFakes00000002'),
};
const POOLS = { first: 'eu-west-1_First0001', second: 'us-east-1_Second002' };
const PUBLIC_CLIENT = 'publicofthefirstpool';
const REFRESH_TOKEN = canary('eyJjdHkiOiJKV1QifQ.CANARYtwofakesrefreshtoken.AAAA.BBBB.CCCC');

const writeFile = temporaryFiles();
let first: Listener;
let second: Listener;
let service: Service;
let url: string;

beforeAll(async () => {
  [first, second] = await Promise.all([startListener(), startListener()]);
  const client = (name: 'first' | 'second', endpoint: string) => ({
    clientId: `confidential${name}`,
    userPoolId: POOLS[name],
    endpoint,
    clientSecret: SECRETS[name],
  });
  const clients = [
    client('first', first.url),
    client('second', second.url),
    { clientId: PUBLIC_CLIENT, userPoolId: POOLS.first, endpoint: first.url },
  ];
  const settings = loadSettings({
    APP_CLIENTS_FILE: writeFile('clients.json', JSON.stringify({ clients })),
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: 'memory:',
    OVERLOAD_DELAY_MS: '60000',
  });
  const logDestination = { write: () => 0, droppedLines: () => 0, flush: () => Promise.resolve() };
  service = await buildService(settings, { logDestination });
  url = `http://127.0.0.1:${(await service.start()).port}`;
});
afterAll(async () => {
  await service.stop({ drainDelayMs: 0, timeoutMs: 0 });
  for (const { server } of [first, second]) server.close().closeAllConnections();
});

/** What both have heard of a logout, from its start to its end. */
async function logOut(clientId: string): Promise<{ atFirst: string; atSecond: string }> {
  first.heard = '';
  second.heard = '';
  const { status } = await postJson(`${url}/logout`, { refreshToken: REFRESH_TOKEN, clientId });
  expect(status).toBe(200);
  return { atFirst: first.heard, atSecond: second.heard };
}

function holds(heard: string, secret: string): boolean {
  return encodingsOf(secret).some((form) => heard.includes(form));
}

describe('T52 the secret of an app client', () => {
  test('goes to the user pool of that app client, and to no other', async () => {
    const { atFirst, atSecond } = await logOut('confidentialfirst');
    expect(holds(atFirst, SECRETS.first)).toBe(true);
    expect(atSecond).not.toContain('RevokeToken');

    const other = await logOut('confidentialsecond');
    expect(holds(other.atSecond, SECRETS.second)).toBe(true);
    expect(other.atFirst).not.toContain('RevokeToken');
    for (const heard of [atFirst, other.atFirst]) expect(holds(heard, SECRETS.second)).toBe(false);
    for (const heard of [atSecond, other.atSecond]) expect(holds(heard, SECRETS.first)).toBe(false);
  });

  test('is not sent for a public app client of the same pool', async () => {
    const { atFirst } = await logOut(PUBLIC_CLIENT);
    expect(atFirst).toContain('RevokeToken');
    expect(holds(atFirst, SECRETS.first)).toBe(false);
    expect(holds(atFirst, SECRETS.second)).toBe(false);
  });
});
