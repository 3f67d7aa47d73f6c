import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createSharedCounters, type SharedCounters } from '../../../src/rate-limit/redis/shared-counters.ts';
import { createRequestLimiter } from '../../../src/rate-limit/request-limiter.ts';
import { describeRequestLimiter } from '../../contracts/request-limiter-contract.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { startRedis, type TestRedis } from '../../support/redis/start-redis.ts';

describeWithProgram('redis-server', 'limits shared through Redis', () => {
  const opened: SharedCounters[] = [];
  let redis: TestRedis;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(() => {
    for (const counters of opened.splice(0)) counters.close();
  });
  afterAll(() => redis.stop());

  const connect = async (keyPrefix: string) => {
    const counters = createSharedCounters({ url: redis.url, keyPrefix, onChange: () => {} });
    opened.push(counters);
    await counters.known;
    return counters.createCounter;
  };

  /** Lets every key in Redis expire by so much earlier. */
  const passSeconds = async (seconds: number) => {
    for (const key of await redis.admin.keys('*')) {
      const remainingMs = await redis.admin.pttl(key);
      await redis.admin.pexpire(key, remainingMs - seconds * 1000);
    }
  };

  describeRequestLimiter('a limiter that counts in Redis', {
    create: async (options) =>
      createRequestLimiter({ ...options, createCounter: await connect(`test:${randomUUID()}`) }),
    passSeconds,
  });

  test('two instances have one budget together', async () => {
    const keyPrefix = `test:${randomUUID()}`;
    const options = { policies: { user: { limit: 10, windowSeconds: 60 } } };
    const one = createRequestLimiter({ ...options, createCounter: await connect(keyPrefix) });
    const other = createRequestLimiter({ ...options, createCounter: await connect(keyPrefix) });
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        (n % 2 === 0 ? one : other).take({ kind: 'user', sub: 'someone' }),
      ),
    );
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
  });

  test('every key expires, and none holds what a caller wrote but addresses', async () => {
    const limiter = createRequestLimiter({ createCounter: await connect('test:keys') });
    await limiter.take({ kind: 'user', sub: 'someone@example.com' });
    await limiter.take({ kind: 'app-client', clientId: 'someone@example.com' });
    for (let n = 0; n < 6; n += 1)
      await limiter.take({ kind: 'admin-failure', address: '192.0.2.1', keyId: 'someone@example.com' });
    const keys = await redis.admin.keys('test:keys:*');
    expect(keys.length).toBeGreaterThanOrEqual(5);
    for (const key of keys) {
      expect(await redis.admin.pttl(key)).toBeGreaterThan(0);
      expect(key).not.toContain('someone');
    }
  });
});
