import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Counter } from '../counter.ts';
import { createLibraryCounter } from '../library-counter.ts';

/** Counts in Redis, in one round trip each. Rejects when Redis does not do as asked. */
export function createRedisCounter(
  client: Redis,
  keyPrefix: string,
  name: string,
  windowSeconds: number,
): Counter {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: `${keyPrefix}:${name}`,
    points: 0,
    duration: windowSeconds,
    rejectIfRedisNotReady: true,
  });
  return createLibraryCounter(limiter, windowSeconds);
}
