import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Count, Counter } from './counter.ts';

/** Counts in this process's memory. */
export function createMemoryCounter(name: string, windowSeconds: number): Counter {
  const counter = new RateLimiterMemory({ keyPrefix: name, points: 0, duration: windowSeconds });
  return {
    add: async (key) => countOf(await counter.penalty(key), windowSeconds),
    read: async (key) => countOf(await counter.get(key), windowSeconds),
    set: async (key, used, seconds) => {
      await counter.set(key, used, seconds);
    },
  };
}

/** What the library says of a key, where a missing or ended window counts as a new one. */
export function countOf(result: RateLimiterRes | null, windowSeconds: number): Count {
  if (result === null || result.msBeforeNext <= 0) return { used: 0, resetMs: windowSeconds * 1000 };
  return { used: result.consumedPoints, resetMs: result.msBeforeNext };
}
