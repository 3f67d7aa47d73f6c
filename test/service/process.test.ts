import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import {
  addressesOf,
  startServiceProcess,
  type ServiceProcess,
} from '../support/process/start-service-process.ts';
import { answerOf, openRaw } from '../support/raw-request.ts';

const IN_FLIGHT = 200;

let fake: FakeCognito;
let clientId: string;
let environment: Record<string, string>;
const running: ServiceProcess[] = [];

beforeAll(async () => {
  fake = await startFakeCognito();
  const { id } = await fake.createUserPool({ region: 'eu-west-1' });
  ({ clientId } = fake.createAppClient({ userPoolId: id }));
  fake.createUser({ userPoolId: id, username: 'alice', password: canary('Pass-word-1-of-alice') });
  environment = {
    COGNITO_REGION: 'eu-west-1',
    COGNITO_USER_POOL_ID: id,
    COGNITO_CLIENT_ID: clientId,
    COGNITO_ENDPOINT: fake.url,
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: 'memory:',
    DRAIN_DELAY_MS: '2000',
    OVERLOAD_DELAY_MS: '60000',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '10000',
    RATE_LIMIT_APP_CLIENT_PER_SECOND: '10000',
  };
});
afterAll(async () => {
  for (const service of running) service.kill('SIGKILL');
  await fake.stop();
});

function start(variables: Record<string, string>): ServiceProcess {
  const service = startServiceProcess({ environment: variables });
  running.push(service);
  return service;
}

/**
 * Sends the head of a logout and resolves once the service has answered it with `100 Continue`, so that the request is
 * known to be in its hands; `finish` sends the body.
 */
async function beginLogout(url: string) {
  const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
  const body = JSON.stringify({ refreshToken, clientId });
  const head = [
    'POST /logout HTTP/1.1',
    'Host: logout.example.com',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
    'Connection: close',
  ];
  const socket = openRaw(Number(new URL(url).port), `${head.join('\r\n')}\r\n\r\n`);
  const answer = answerOf(socket);
  await once(socket, 'data');
  return { answer, finish: () => socket.write(body) };
}

describe('the service as a process', () => {
  test('answers every one of 200 logouts in flight at SIGTERM, and ends with exit code 0 (F35)', async () => {
    const service = start({ ...environment, UPSTREAM_DEADLINE_MS: '10000' });
    const { url } = await addressesOf(service);
    fake.failNext({ operation: 'RevokeToken', kind: 'slow', delayMs: 100, times: IN_FLIGHT });
    const logouts = await Promise.all(Array.from({ length: IN_FLIGHT }, () => beginLogout(url)));
    const answers = logouts.map(({ answer, finish }) => {
      finish();
      return answer;
    });
    service.kill('SIGTERM');

    const texts = await Promise.all(answers);
    expect(texts.filter((text) => text.includes('HTTP/1.1 200 OK'))).toHaveLength(IN_FLIGHT);
    expect(await service.exited).toBe(0);
    expect(service.output()).toContain('"signal":"SIGTERM"');
  });

  test('refuses to start on a wrong configuration, with every problem in one message', async () => {
    const secret = canary('aSecretThatIsTooShort');
    const service = start({
      COGNITO_USER_POOL_ID: 'nonsense',
      COGNITO_CLIENT_SECRET: secret,
      PORT: 'many',
    });
    expect(await service.exited).toBe(1);
    for (const variable of ['COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID', 'COGNITO_CLIENT_SECRET', 'PORT']) {
      expect(service.output()).toContain(`- ${variable} `);
    }
    expect(service.output()).not.toContain(secret);
  });

  test.each(['PORT', 'MANAGEMENT_PORT'])(
    'a %s that is taken ends it with one sentence for the operator and exit code 1',
    async (variable) => {
      const service = start({ ...environment, [variable]: String(fake.port) });
      expect(await service.exited).toBe(1);
      expect(service.output()).toBe(
        `${variable} ${fake.port} is taken: choose another port, or stop what uses this one.\n`,
      );
    },
  );

  test.each([
    ['HOST', '192.0.2.1'],
    ['MANAGEMENT_HOST', '192.0.2.1'],
    ['HOST', 'nowhere.invalid'],
    ['MANAGEMENT_HOST', 'nowhere.invalid'],
  ])(
    'a %s that is no address of this machine, as %s, ends it with one sentence for the operator and exit code 1',
    async (variable, host) => {
      const service = start({ ...environment, [variable]: host });
      expect(await service.exited).toBe(1);
      expect(service.output()).toMatch(new RegExp(`^${variable} is no address of this machine: .*\\.\n$`));
    },
  );
});
