import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { keepLoggingOut } from '../../support/process/keep-logging-out.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { addressesOf, startServiceProcess } from '../../support/process/start-service-process.ts';
import { postJson } from '../../support/running-service.ts';

const RIGHT = canary('theRightSecretOfTheReloadTests000000000000000001');
const ROTATED = canary('theRotatedSecretOfTheReloadTests00000000000000003');
const WRONG = canary('theWrongSecretOfTheReloadTests000000000000000002');

let world: ServiceWorld;
let service: ListeningService;
let clientId: string;
const folder = mkdtempSync(join(tmpdir(), 'reload-'));
const secretFile = join(folder, 'secret');

beforeAll(async () => {
  world = await createServiceWorld();
  const userPoolId = world.environment['COGNITO_USER_POOL_ID'] ?? '';
  ({ clientId } = world.fake.createAppClient({ userPoolId, secret: RIGHT }));
  writeFileSync(secretFile, WRONG);
  service = await world.start({
    COGNITO_CLIENT_ID: clientId,
    COGNITO_CLIENT_SECRET_FILE: secretFile,
    DATABASE_URL: `file:${join(folder, 'data', 'logout.db')}`,
  });
});
afterAll(() => world.stop());

describe('F04 F47: a wrong secret that is corrected while the service runs', () => {
  test('accepts logouts meanwhile, and delivers them all once SIGHUP says that the file has changed', async () => {
    const tokens = [1, 2, 3].map(() =>
      canary(world.fake.signIn({ clientId, username: 'alice' }).refreshToken),
    );
    for (const refreshToken of tokens) {
      const { status, body } = await postJson(`${service.url}/logout`, { refreshToken, clientId });
      expect([status, body['status']]).toEqual([202, 'accepted']);
    }
    const states = () => new Set(tokens.map((token) => world.fake.refreshTokenState(token)));
    expect(states()).toEqual(new Set(['live']));

    writeFileSync(secretFile, RIGHT);
    service.kill('SIGHUP');
    await eventually(() => !states().has('live'));
    expect(service.output()).toContain('"msg":"reloaded"');
  });

  test('that Cognito has dropped at once, while users log out, costs none of them: all are delivered within 30 s of the new one', async () => {
    const callers = [1, 2, 3].map(() => keepLoggingOut(world.fake, service, clientId));
    const answered = (status: number) =>
      callers.flatMap((caller) => caller.soFar()).filter((one) => one.status === status);
    await eventually(() => answered(200).length > 20);

    world.fake.updateAppClient(clientId, { secrets: [ROTATED] });
    await eventually(() => answered(202).length > 20);
    const before = answered(200).length;
    writeFileSync(secretFile, ROTATED);
    const arrived = performance.now();
    await eventually(() => answered(200).length > before + 20, 30_000);
    const loggedOut = (await Promise.all(callers.map((caller) => caller.stop()))).flat();
    const left = () =>
      loggedOut.filter(({ refreshToken }) => world.fake.refreshTokenState(refreshToken) !== 'revoked');
    await eventually(() => left().length === 0, 30_000 - (performance.now() - arrived));

    expect(new Set(loggedOut.map(({ status }) => status))).toEqual(new Set([200, 202]));
    expect(loggedOut.filter(({ status, wasDead }) => status === 200 && !wasDead)).toEqual([]);
    world.fake.updateAppClient(clientId, { secrets: [ROTATED, RIGHT] });
  }, 60_000);

  test('keeps what it has when the configuration has become wrong, and names the variable', async () => {
    writeFileSync(secretFile, 'short');
    service.kill('SIGHUP');
    await eventually(() => service.output().includes('"msg":"reload refused"'));
    expect(service.output()).toContain('"variables":["COGNITO_CLIENT_SECRET_FILE"]');
    const refreshToken = canary(world.fake.signIn({ clientId, username: 'alice' }).refreshToken);
    expect((await postJson(`${service.url}/logout`, { refreshToken, clientId })).status).toBe(200);
  });
});

test('SIGHUP while a start waits for its secrets does not end the process, and is heeded', async () => {
  const accessKeyId = 'AKIAWAITSFORSECRETS';
  // One for the doctor of the service that runs already.
  world.fake.failNext({ operation: 'DescribeUserPoolClient', kind: 'slow', delayMs: 3000, times: 2 });
  const starting = startServiceProcess({
    environment: {
      ...world.environment,
      AWS_ACCESS_KEY_ID: accessKeyId,
      COGNITO_CLIENT_ID: clientId,
      COGNITO_CLIENT_SECRET_SOURCE: 'cognito',
    },
  });
  await eventually(() => world.fake.calls().some((call) => call.accessKeyId === accessKeyId));
  starting.kill('SIGHUP');
  await addressesOf(starting);
  await eventually(() => starting.output().includes('"msg":"reloaded"'));
  starting.kill('SIGKILL');
  await starting.exited;
});
