import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { whileUsersLogOut } from '../support/flood/while-users-log-out.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';

const CALLERS = 4;
const TEST_MS = 120_000;

/** How many logouts are served while a fault lasts. */
const LOGOUTS_DURING = 100;

const PASSWORD = canary('RedisCanaryPasswordUnderLoad-0123456789');

interface Fault {
  readonly name: string;
  readonly begin: (redis: TestRedis) => unknown;
  readonly end: (redis: TestRedis) => unknown;
}

const FAULTS: readonly Fault[] = [
  { name: 'killed', begin: (redis) => redis.kill(), end: (redis) => redis.restart() },
  {
    name: 'frozen',
    begin: (redis) => redis.signal('SIGSTOP'),
    end: (redis) => redis.signal('SIGCONT'),
  },
  {
    name: 'read-only',
    begin: (redis) => redis.admin.replicaof('127.0.0.1', 1),
    end: (redis) => redis.admin.replicaof('NO', 'ONE'),
  },
  {
    name: 'out of memory',
    begin: async ({ admin }) => {
      await admin.config('SET', 'maxmemory-policy', 'noeviction');
      await admin.config('SET', 'maxmemory', '1');
    },
    end: ({ admin }) => admin.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'demanding a password',
    begin: async ({ admin }) => {
      await admin.config('SET', 'requirepass', PASSWORD);
      await admin.auth(PASSWORD);
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    end: ({ admin }) => admin.config('SET', 'requirepass', ''),
  },
];

describeWithProgram('redis-server', 'a service that shares its limits, under load', () => {
  let world: ServiceWorld;
  let redis: TestRedis;

  beforeAll(async () => {
    world = await createServiceWorld();
    redis = await startRedis();
  });
  afterAll(async () => {
    await world.stop();
    await redis.stop();
  });

  test(
    'F22, F23, F25, F26, F27: Redis is killed, frozen, read-only, out of memory and demands a password, and no logout is refused',
    async () => {
      let served = 0;
      const states: string[] = [];
      const service = await world.start(
        { REDIS_URL: redis.url },
        {
          onOutput: (text) => {
            served += text.split('"route":"POST /logout"').length - 1;
            states.push(...(text.match(/(?<="state":")(degraded|recovered)/g) ?? []));
          },
        },
      );
      const survived: string[] = [];

      const { failures } = await whileUsersLogOut(
        { ...world, url: service.url, callers: CALLERS },
        async () => {
          for (const { name, begin, end } of FAULTS) {
            const before = states.length;
            await begin(redis);
            await eventually(() => states.length > before);
            const servedThen = served;
            await eventually(() => served >= servedThen + LOGOUTS_DURING);
            await end(redis);
            await eventually(() => states.at(-1) === 'recovered');
            survived.push(name);
          }
        },
      );

      expect(failures).toEqual([]);
      expect(survived).toEqual(FAULTS.map(({ name }) => name));
      expect(served).toBeGreaterThan(LOGOUTS_DURING * FAULTS.length);
    },
    TEST_MS,
  );
});
