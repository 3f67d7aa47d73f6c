import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSharedCounters, type SharedCounters } from '../../../src/rate-limit/redis/shared-counters.ts';
import { createRequestLimiter } from '../../../src/rate-limit/request-limiter.ts';
import type { RequestLimiter } from '../../../src/revocation/ports/request-limiter.ts';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { startChaosProxy } from '../../support/faults/chaos-proxy.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { startRedis, type TestRedis } from '../../support/redis/start-redis.ts';

const USER = { kind: 'user', sub: 'someone' } as const;
const LIMIT = 100_000;
const PASSWORD = canary('RedisCanaryPassword-0123456789');

/** Were each of these to wait for a command's timeout, the test would take minutes, and fail for that. */
const MANY = 1_000;
const SLOW_MS = 1_000;

async function takeMany(limiter: RequestLimiter): Promise<void> {
  for (let n = 0; n < MANY; n += 1) expect((await limiter.take(USER)).allowed).toBe(true);
}

describeWithProgram('redis-server', 'limits while Redis fails', () => {
  const changes: string[] = [];
  let redis: TestRedis;
  let counters: SharedCounters | undefined;

  const connect = async (url = redis.url) => {
    counters = createSharedCounters({
      url,
      keyPrefix: `test:${randomUUID()}`,
      onChange: (state) => changes.push(state),
    });
    await counters.known;
    const policies = { user: { limit: LIMIT, windowSeconds: 60 } };
    return createRequestLimiter({ policies, createCounter: counters.createCounter });
  };
  const sharedUses = async (limiter: RequestLimiter) => LIMIT - (await limiter.peek(USER)).remaining;

  beforeEach(async () => {
    changes.length = 0;
    redis = await startRedis();
  });
  afterEach(async () => {
    counters?.close();
    await redis.stop();
  });

  test('F22: killed, limits go on by local counts, and are shared again after it has come back', async () => {
    const limiter = await connect();
    await limiter.take(USER);
    await redis.kill();
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    await redis.restart();
    await eventually(() => changes.length === 2);
    expect(changes).toEqual(['degraded', 'recovered']);
    expect(await sharedUses(limiter)).toBe(0);
  });

  test('F23: frozen, nobody waits for it after the first, and it is used again once it goes on', async () => {
    const limiter = await connect();
    await limiter.take(USER);
    redis.signal('SIGSTOP');
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    redis.signal('SIGCONT');
    await eventually(() => changes.length === 2);
    expect(await sharedUses(limiter)).toBeGreaterThanOrEqual(1);
    expect(await sharedUses(limiter)).toBeLessThan(MANY);
  });

  test('F23: frozen, calls that come while the first still waits do not wait behind it', async () => {
    const limiter = await connect();
    await limiter.take(USER);
    redis.signal('SIGSTOP');
    const answered: string[] = [];
    const first = limiter.take(USER).then(() => answered.push('first'));
    await eventually(async () => {
      void limiter.take(USER).then(() => answered.push('later'));
      await new Promise(setImmediate);
      return answered.length > 0;
    });
    await first;
    expect(answered[0]).toBe('later');
    redis.signal('SIGCONT');
  });

  test('F25: a replica that may not be written to counts as out of reach until it may', async () => {
    const limiter = await connect();
    await redis.admin.config('SET', 'replica-serve-stale-data', 'yes');
    await redis.admin.replicaof('127.0.0.1', 1);
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    await redis.admin.replicaof('NO', 'ONE');
    await eventually(() => changes.length === 2);
  });

  test('F27: a server that is out of memory counts as out of reach until it is not', async () => {
    const limiter = await connect();
    await redis.admin.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.admin.config('SET', 'maxmemory', '1');
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    await redis.admin.config('SET', 'maxmemory', '0');
    await eventually(() => changes.length === 2);
  });

  test('F29: a server that refuses writes because its disk fails counts as out of reach until it does not', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-redis-'));
    await redis.stop();
    redis = await startRedis(directory);
    const limiter = await connect();
    rmSync(directory, { recursive: true });
    await redis.admin.config('SET', 'save', '3600 1000000');
    await redis.admin.bgsave();
    await eventually(async () => (await redis.admin.info()).includes('rdb_last_bgsave_status:err'));
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    await redis.admin.config('SET', 'stop-writes-on-bgsave-error', 'no');
    await eventually(() => changes.length === 2);
  });

  test('F24: a server that takes longer than a logout may wait counts as out of reach until it is quick again', async () => {
    const proxy = await startChaosProxy(Number(new URL(redis.url).port));
    const limiter = await connect(proxy.url.replace('http:', 'redis:'));
    await limiter.take(USER);
    proxy.set({ kind: 'latency', ms: SLOW_MS });
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    proxy.set({ kind: 'pass' });
    await eventually(() => changes.length === 2);
    await proxy.stop();
  });

  test('F26: a server that demands a password counts as out of reach, and its password is enough to get in', async () => {
    await redis.admin.config('SET', 'requirepass', PASSWORD);
    await redis.admin.auth(PASSWORD);
    const without = await connect();
    await takeMany(without);
    expect(changes).toEqual(['degraded']);
    counters?.close();

    changes.length = 0;
    const withPassword = await connect(redis.url.replace('//', `//:${PASSWORD}@`));
    await withPassword.take(USER);
    expect(changes).toEqual([]);
    expect(await sharedUses(withPassword)).toBe(1);
  });

  test('F26: a password that is set while the connection lives is noticed at the next connection', async () => {
    const limiter = await connect();
    await redis.admin.config('SET', 'requirepass', PASSWORD);
    await redis.admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
  });

  test('F21: a server that is not there at the start holds nothing up, and is used once it comes', async () => {
    await redis.kill();
    const limiter = await connect();
    await takeMany(limiter);
    expect(changes).toEqual(['degraded']);
    await redis.restart();
    await eventually(() => changes.length === 2);
    expect(await sharedUses(limiter)).toBe(0);
  });

  test('F24: a Redis that takes 200 ms for each answer is waited for three times, and asked again once it is quick', async () => {
    const { port } = new URL(redis.url);
    const between = await startChaosProxy(Number(port));
    try {
      const limiter = await connect(between.url.replace('http:', 'redis:'));
      expect((await limiter.take(USER)).allowed).toBe(true);
      const shared = await sharedUses(limiter);
      between.set({ kind: 'latency', ms: 200 });
      await takeMany(limiter);
      expect(changes).toEqual(['degraded']);
      between.set({ kind: 'pass' });
      await eventually(() => changes.includes('recovered'));
      // Those few counts that Redis was still waited for, and none of the many behind them.
      expect(await sharedUses(limiter)).toBeLessThan(shared + 10);
    } finally {
      await between.stop();
    }
  });
});
