import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Count } from './counter.ts';

/** What the library says of a key, where a missing or ended window counts as a new one. */
export function countOf(result: RateLimiterRes | null, windowSeconds: number): Count {
  if (result === null || result.msBeforeNext <= 0) return { used: 0, resetMs: windowSeconds * 1000 };
  return { used: result.consumedPoints, resetMs: result.msBeforeNext };
}
