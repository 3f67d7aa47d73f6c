import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CLOCK_SKEW_SECONDS, denialExpirySeconds } from '../../../src/tokens/denylist/denial-expiry.ts';
import { firstAcceptedSecond } from '../../../src/tokens/denylist/first-accepted-second.ts';

describe('a denial ends when the last token that it can hit has expired', () => {
  test('with the validity of the app client, and skew', () => {
    expect(denialExpirySeconds(1_790_000_000, 900)).toBe(1_790_000_900 + CLOCK_SKEW_SECONDS);
  });

  test.each([[undefined], [86_401], [Number.POSITIVE_INFINITY], [0], [-1], [Number.NaN]])(
    'a validity of %s counts as a day, the longest that Cognito allows',
    (validity) => {
      expect(denialExpirySeconds(1_790_000_000, validity)).toBe(1_790_086_400 + CLOCK_SKEW_SECONDS);
    },
  );

  test('T46: a token that has 23 hours to live is still denied a minute before it expires', () => {
    const issuedAtSeconds = 1_790_000_000;
    const expiresAtSeconds = issuedAtSeconds + 86_400;
    const deniedAtSeconds = issuedAtSeconds + 3_600;
    expect(denialExpirySeconds(deniedAtSeconds)).toBeGreaterThan(expiresAtSeconds - 60);
  });
});

describe('the first second whose tokens are accepted again', () => {
  test('is the one after the sign-out, so that a token of the same second is denied', () => {
    expect(firstAcceptedSecond(1_790_000_000_000)).toBe(1_790_000_001);
    expect(firstAcceptedSecond(1_790_000_000_999)).toBe(1_790_000_001);
  });

  test('lies after every token issued up to the sign-out, and at most a second ahead', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.nat(10_000), (signedOutAtMs, earlierMs) => {
        const issuedAtSeconds = Math.floor((signedOutAtMs - earlierMs) / 1000);
        const notBefore = firstAcceptedSecond(signedOutAtMs);
        expect(issuedAtSeconds).toBeLessThan(notBefore);
        expect(notBefore * 1000 - signedOutAtMs).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
