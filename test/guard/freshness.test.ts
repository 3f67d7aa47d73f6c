import { describe, expect, test } from '@jest/globals';
import { createFreshness } from '../../src/guard/freshness.ts';

const asOfMs = 1_790_000_000_000;
const maxStalenessMs = 15_000;
const FIVE_MINUTES_MS = 300_000;

function freshnessAfter(...received: readonly (readonly [asOf: number, receivedAt: number])[]) {
  const freshness = createFreshness(maxStalenessMs);
  for (const [asOf, receivedAt] of received) freshness.complete(asOf, receivedAt);
  return freshness;
}

describe('knowledge', () => {
  test('that was never there is stale at any time', () => {
    const freshness = freshnessAfter();
    for (const nowMs of [0, asOfMs, Number.MAX_SAFE_INTEGER]) {
      expect(freshness.isStale(nowMs)).toBe(true);
      expect(freshness.reason(nowMs)).toBe('never-synced');
    }
  });

  test('T47: is fresh up to the very millisecond that was stated, and stale from the next one on', () => {
    const freshness = freshnessAfter([asOfMs, asOfMs + 20]);
    expect(freshness.isStale(asOfMs + maxStalenessMs)).toBe(false);
    expect(freshness.reason(asOfMs + maxStalenessMs)).toBeUndefined();
    expect(freshness.isStale(asOfMs + maxStalenessMs + 1)).toBe(true);
    expect(freshness.reason(asOfMs + maxStalenessMs + 21)).toBe('feed-silent');
    expect(freshness.ageMs(asOfMs + 100)).toBe(100);
  });

  test('does not get younger by a batch that is older than the last one', () => {
    const freshness = freshnessAfter([asOfMs, asOfMs], [asOfMs - 10_000, asOfMs + 14_000]);
    expect(freshness.isStale(asOfMs + maxStalenessMs + 1)).toBe(true);
  });

  test('that was old when it arrived is stale: something holds it back, or the clocks differ', () => {
    const freshness = freshnessAfter([asOfMs, asOfMs + 20_000]);
    expect(freshness.isStale(asOfMs + 20_000)).toBe(true);
    expect(freshness.reason(asOfMs + 20_000)).toBe('clock-skew');
  });

  test('does not look younger by a clock that is behind: age counts from the receipt', () => {
    const receivedAtMs = asOfMs - 60_000;
    const freshness = freshnessAfter([asOfMs, receivedAtMs]);
    expect(freshness.isStale(receivedAtMs + maxStalenessMs)).toBe(false);
    expect(freshness.isStale(receivedAtMs + maxStalenessMs + 1)).toBe(true);
    expect(freshness.ageMs(receivedAtMs + 5)).toBe(5);
  });

  test('from more than five minutes ahead is stale, since what is expired cannot be told', () => {
    const freshness = freshnessAfter([asOfMs, asOfMs - FIVE_MINUTES_MS - 1]);
    expect(freshness.isStale(asOfMs - FIVE_MINUTES_MS - 1)).toBe(true);
    expect(freshness.reason(asOfMs - FIVE_MINUTES_MS - 1)).toBe('clock-skew');
  });

  test('from an impossible future is replaced by sober knowledge', () => {
    const freshness = freshnessAfter([asOfMs + 3_600_000, asOfMs], [asOfMs + 1000, asOfMs + 1000]);
    expect(freshness.isStale(asOfMs + 1000)).toBe(false);
  });
});

describe('what may be forgotten', () => {
  test('has ended by both clocks', () => {
    expect(freshnessAfter([asOfMs, asOfMs]).forgetBeforeSeconds(asOfMs + 3_600_000)).toBe(asOfMs / 1000);
    expect(freshnessAfter([asOfMs, asOfMs]).forgetBeforeSeconds(asOfMs - 3_600_000)).toBe(
      asOfMs / 1000 - 3600,
    );
  });

  test('is nothing while the clocks contradict each other, or nothing is known', () => {
    expect(freshnessAfter([asOfMs, 0]).forgetBeforeSeconds(0)).toBeUndefined();
    expect(freshnessAfter().forgetBeforeSeconds(asOfMs)).toBeUndefined();
  });
});
