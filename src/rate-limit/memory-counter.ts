import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createCountOf } from './count-of.ts';
import type { Counter } from './counter.ts';

/** Counts in this process's memory. */
export function createMemoryCounter(name: string, windowSeconds: number): Counter {
  const counter = new RateLimiterMemory({ keyPrefix: name, points: 0, duration: windowSeconds });
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
