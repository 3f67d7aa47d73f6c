import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isLater, minuteOf } from '../../../src/guard/denylist/minutes.ts';

const DAYS_22 = 22 * 86_400;

test('what ends is forgotten within a minute, and never too early, however the round of minutes stands', () => {
  fc.assert(
    fc.property(
      fc.nat(4_000_000_000),
      fc.integer({ min: -DAYS_22, max: DAYS_22 }),
      (endsAtSeconds, aheadSeconds) => {
        const nowSeconds = Math.max(0, endsAtSeconds + aheadSeconds);
        const isForgotten = isLater(minuteOf(nowSeconds), minuteOf(endsAtSeconds));
        if (nowSeconds <= endsAtSeconds) expect(isForgotten).toBe(false);
        if (nowSeconds >= endsAtSeconds + 60) expect(isForgotten).toBe(true);
      },
    ),
    { numRuns: 10_000 },
  );
});
