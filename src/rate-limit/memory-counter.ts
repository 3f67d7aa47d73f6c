import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Counter } from './counter.ts';
import { createLibraryCounter } from './library-counter.ts';

/** Counts in this process's memory. */
export function createMemoryCounter(name: string, windowSeconds: number): Counter {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: 0, duration: windowSeconds });
  return createLibraryCounter(limiter, windowSeconds);
}
