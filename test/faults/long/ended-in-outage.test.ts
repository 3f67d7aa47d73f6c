import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { createFaultWorld, type FaultWorld } from '../../support/faults/fault-world.ts';
import { logout } from '../../support/faults/load/logout-load.ts';

const HUNGRY = fileURLToPath(new URL('../../support/process/hungry-service.ts', import.meta.url));
const SHIFTED = fileURLToPath(new URL('../../support/process/shifted-clock.ts', import.meta.url));
const HOUR_MS = 3_600_000;
const LOGOUTS = 50;

describe('a service that ends while Cognito does not answer', () => {
  let world: FaultWorld;

  beforeEach(async () => {
    world = await createFaultWorld('sqlite');
  });
  afterEach(() => world.stop());

  const logOut = (url: string, refreshToken: string) =>
    logout(url, { refreshToken, clientId: world.clientId });
  const allAreDead = (tokens: readonly string[]) =>
    tokens.every((token) => world.fake.refreshTokenState(token) === 'revoked');

  test(`F35: with ${LOGOUTS} logouts in flight, at SIGTERM, accepts them all, exits with 0, and delivers them after its start`, async () => {
    const { fake, environment } = world;
    const service = await world.start({ ...environment, DRAIN_DELAY_MS: '3000' });
    fake.failNext({ operation: 'RevokeToken', kind: 'hang', times: Infinity });
    const tokens = Array.from({ length: LOGOUTS }, () => world.refreshToken());
    const answers = Promise.all(tokens.map((token) => logOut(service.url, token)));
    await eventually(() => fake.calls().some(({ operation }) => operation === 'RevokeToken'));
    service.kill('SIGTERM');
    expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([202]));
    expect(await service.exited).toBe(0);

    fake.clearFaults();
    await world.start(environment);
    await eventually(() => allAreDead(tokens), 60_000);
  }, 120_000);

  test('F39: out of memory, has what it accepted delivered by its successor', async () => {
    const { proxy, environment } = world;
    const nodeOptions = ['--max-old-space-size=64'];
    const service = await world.start(environment, { script: HUNGRY, nodeOptions });
    proxy.set({ kind: 'refuse' });
    const tokens = Array.from({ length: LOGOUTS }, () => world.refreshToken());
    const answers = await Promise.all(tokens.map((token) => logOut(service.url, token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    service.kill('SIGUSR2');
    expect(await service.exited).not.toBe(0);

    proxy.set({ kind: 'pass' });
    await world.start(environment);
    await eventually(() => allAreDead(tokens), 60_000);
  }, 120_000);

  test.each([
    ['F20: an hour late', -HOUR_MS],
    ['F20: an hour early', HOUR_MS],
  ])(
    '%s by its clock, it ends sessions all the same, now and after an outage',
    async (_title, shiftMs) => {
      const { url } = await world.start(
        { ...world.environment, CLOCK_SHIFT_MS: String(shiftMs) },
        { nodeOptions: ['--import', SHIFTED] },
      );
      const { refreshToken, accessToken } = world.signIn();
      expect((await logOut(url, world.refreshToken())).status).toBe(200);
      const answer = await logout(url, { refreshToken, accessToken, clientId: world.clientId });
      expect(answer.status).toBe(200);

      world.proxy.set({ kind: 'refuse' });
      const waiting = world.refreshToken();
      expect((await logOut(url, waiting)).status).toBe(202);
      world.proxy.set({ kind: 'pass' });
      await eventually(() => allAreDead([refreshToken, waiting]));
    },
    60_000,
  );
});
