import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Count } from './counter.ts';

/** Makes what reads the library's word on a key: a missing or ended window counts as a new one. */
export function createCountOf(windowSeconds: number): (result: RateLimiterRes | null) => Count {
  return (result) =>
    result === null || result.msBeforeNext <= 0
      ? { used: 0, resetMs: windowSeconds * 1000 }
      : { used: result.consumedPoints, resetMs: result.msBeforeNext };
}
