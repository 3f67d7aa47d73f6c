import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countOf } from './count-of.ts';
import type { Counter } from './counter.ts';

/** Counts in this process's memory. */
export function createMemoryCounter(name: string, windowSeconds: number): Counter {
  const counter = new RateLimiterMemory({ keyPrefix: name, points: 0, duration: windowSeconds });
  return {
    add: async (key) => countOf(await counter.penalty(key), windowSeconds),
    remove: async (key) => {
      await counter.reward(key);
    },
    read: async (key) => countOf(await counter.get(key), windowSeconds),
    set: async (key, used, seconds) => {
      await counter.set(key, used, seconds);
    },
  };
}
