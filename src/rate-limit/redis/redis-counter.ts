import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createCountOf } from '../count-of.ts';
import type { Counter } from '../counter.ts';

/** Counts in Redis, in one round trip each. Rejects when Redis does not do as asked. */
export function createRedisCounter(
  client: Redis,
  keyPrefix: string,
  name: string,
  windowSeconds: number,
): Counter {
  const counter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: `${keyPrefix}:${name}`,
    points: 0,
    duration: windowSeconds,
    rejectIfRedisNotReady: true,
  });
  const countOf = createCountOf(windowSeconds);
  return {
    add: (key) => counter.penalty(key).then(countOf),
    remove: async (key) => {
      await counter.reward(key);
    },
    read: (key) => counter.get(key).then(countOf),
    set: async (key, used, seconds) => {
      await counter.set(key, used, seconds);
    },
  };
}
