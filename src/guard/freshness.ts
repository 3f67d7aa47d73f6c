import { CLOCK_SKEW_SECONDS } from '../tokens/denylist/denial-expiry.ts';
import type { StaleReason } from './guard-event.ts';

/** How old the guard's knowledge is. */
export interface Freshness {
  /** The guard now knows everything that had been denied at `asOfMs` by the service's clock. */
  complete(asOfMs: number, receivedAtMs: number): void;
  isStale(nowMs: number): boolean;
  /** Why it is stale, or undefined. */
  reason(nowMs: number): StaleReason | undefined;
  ageMs(nowMs: number): number;
  /** What a denial that is forgotten must have ended before, by both clocks; undefined if they contradict each other. */
  forgetBeforeSeconds(nowMs: number): number | undefined;
}

const CLOCK_SKEW_MS = CLOCK_SKEW_SECONDS * 1000;

/**
 * Age is counted from the time that the service signed, so that a proxy which holds batches back, or plays old ones
 * again, makes the guard stale and not deceived; and from the time of receipt, so that a clock that is behind does not
 * make knowledge look younger than it is.
 *
 * A guard whose clock is behind the service's by more than the skew that expiries allow for is stale too: the service
 * may have forgotten denials of tokens that this machine still takes for valid.
 */
export function createFreshness(maxStalenessMs: number): Freshness {
  let asOfMs = Number.NEGATIVE_INFINITY;
  let receivedMs = Number.NEGATIVE_INFINITY;
  let staleAfterMs = Number.NEGATIVE_INFINITY;
  let staleBeforeMs = Number.NEGATIVE_INFINITY;

  return {
    complete(batchMs, receivedAtMs) {
      // A time that the guard's clock never saw is worth no trust: a later, sober batch replaces it.
      const isBelievable = asOfMs <= receivedAtMs + CLOCK_SKEW_MS;
      if (isBelievable && batchMs <= asOfMs) return;
      asOfMs = batchMs;
      receivedMs = receivedAtMs;
      staleAfterMs = Math.min(batchMs, receivedAtMs) + maxStalenessMs;
      staleBeforeMs = batchMs - CLOCK_SKEW_MS;
    },

    isStale: (nowMs) => !(nowMs <= staleAfterMs && nowMs >= staleBeforeMs),

    reason(nowMs) {
      if (asOfMs === Number.NEGATIVE_INFINITY) return 'never-synced';
      if (nowMs < staleBeforeMs) return 'clock-skew';
      if (nowMs <= staleAfterMs) return undefined;
      return nowMs - receivedMs <= maxStalenessMs ? 'clock-skew' : 'feed-silent';
    },

    ageMs: (nowMs) => nowMs - Math.min(asOfMs, receivedMs),

    forgetBeforeSeconds(nowMs) {
      const isSane = Math.abs(nowMs - asOfMs) < 7 * 86_400_000;
      return isSane ? Math.min(nowMs, asOfMs) / 1000 : undefined;
    },
  };
}
