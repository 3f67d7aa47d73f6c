import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Count, Counter } from './counter.ts';

/** A counter over one of the library's limiters, whose own limit is not used. A missing or ended window counts as a new one. */
export function createLibraryCounter(limiter: RateLimiterAbstract, windowSeconds: number): Counter {
  const countOf = (result: RateLimiterRes | null): Count =>
    result === null || result.msBeforeNext <= 0
      ? { used: 0, resetMs: windowSeconds * 1000 }
      : { used: result.consumedPoints, resetMs: result.msBeforeNext };
  return {
    add: (key) => limiter.penalty(key).then(countOf),
    remove: async (key) => {
      await limiter.reward(key);
    },
    read: (key) => limiter.get(key).then(countOf),
    set: async (key, used, seconds) => {
      await limiter.set(key, used, seconds);
    },
  };
}
