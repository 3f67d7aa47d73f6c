import { describe, expect, test } from '@jest/globals';
import { allowedClientId, allowedId } from '../../src/telemetry/allowed-value.ts';

const REFUSED = '[refused]';

describe('a value of a log line', () => {
  test.each([
    ['a kind of which there are few', allowedClientId],
    ['any other kind', allowedId],
  ])('of %s is what it is said to be, however many came before', (_kind, allow) => {
    const values = Array.from({ length: 300 }, (_, n) => `value-number-${n}`);
    for (const value of [...values, ...values]) expect(allow(value)).toBe(value);
    for (const value of ['eyJhbGciOiJSUzI1NiJ9', 'x'.repeat(49), 'two words', '', 7, undefined]) {
      expect(allow(value)).toBe(REFUSED);
      expect(allow(value)).toBe(REFUSED);
    }
  });
});
