import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { postJson, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const MANY = 200;

const writeFile = temporaryFiles();

describeWithProgram('redis-server', 'services that share their limits through Redis', () => {
  let redis: TestRedis;
  let services: readonly RunningService[];

  beforeAll(async () => {
    redis = await startRedis();
    const environment = { REDIS_URL: redis.url, RATE_LIMIT_ADDRESS_PER_MINUTE: String(MANY) };
    services = [
      await startRunningService(writeFile, { environment }),
      await startRunningService(writeFile, { environment }),
    ];
  });
  afterAll(async () => {
    for (const service of services) await service.stop();
    await redis.stop();
  });

  let sent = 0;
  const logout = (service: RunningService) => {
    sent += 1;
    // A token each, since trying the same one again is free.
    const refreshToken = canary(`garbage-of-legal-shape-0123456789abcdef-${sent}`);
    return postJson(`${service.url}/logout`, { refreshToken, clientId: service.publicClientId });
  };
  const metricsOf = async (service: RunningService) =>
    (await fetch(`${service.managementUrl}/metrics`)).text();

  test('refuse together what is over the limit, whichever of them is asked', async () => {
    const [one, other] = services as [RunningService, RunningService];
    const answers = await Promise.all(
      Array.from({ length: 2 * MANY }, (_, n) => logout(n % 2 === 0 ? one : other)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(MANY);
    expect(statuses.filter((status) => status === 200)).toHaveLength(MANY);
  });

  test('F22, F23: answer every logout while Redis is frozen and after it was killed, and count that they did', async () => {
    const [one] = services as [RunningService, RunningService];
    await redis.admin.flushall();
    redis.signal('SIGSTOP');
    for (let n = 0; n < MANY / 2; n += 1) expect((await logout(one)).status).toBe(200);
    expect(await metricsOf(one)).toContain('rate_limit_degraded_total 1\n');
    expect(one.log()).toContain('"state":"degraded"');
    redis.signal('SIGCONT');
    await eventually(() => one.log().includes('"state":"recovered"'));
    await redis.kill();
    for (let n = 0; n < MANY / 2; n += 1) expect((await logout(one)).status).toBe(200);
    expect(await metricsOf(one)).toContain('rate_limit_degraded_total 2\n');
  });
});
