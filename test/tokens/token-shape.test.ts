import { describe, expect, test } from '@jest/globals';
import { isTokenShaped, TOKEN_LENGTH_MAX } from '../../src/tokens/token-shape.ts';

describe('isTokenShaped', () => {
  test.each([['a'.repeat(20)], ['A-z_0.9='.repeat(10)], ['x'.repeat(TOKEN_LENGTH_MAX)]])(
    "accepts what Cognito's pattern accepts (%#)",
    (value) => expect(isTokenShaped(value)).toBe(true),
  );

  test.each([
    ['too short', 'a'.repeat(19)],
    ['too long', 'x'.repeat(TOKEN_LENGTH_MAX + 1)],
    ['empty', ''],
    ['a space', `${'a'.repeat(30)} b`],
    ['a line break at the end', `${'a'.repeat(30)}\n`],
    ['a NUL', `${'a'.repeat(30)}\0`],
    ['a lone surrogate', `${'a'.repeat(30)}\ud800`],
    ['a homoglyph', `${'a'.repeat(30)}а`],
    ['an array', ['a'.repeat(30)]],
    ['a number', 1234567890123456],
    ['an object with a toString', { toString: () => 'a'.repeat(30) }],
    ['null', null],
    ['undefined', undefined],
  ])('refuses %s (T08)', (_, value) => expect(isTokenShaped(value)).toBe(false));

  test('takes linear time on the longest input that could make a pattern backtrack (T55)', () => {
    const visits = `${'a'.repeat(8_000_000)}!`;
    expect(isTokenShaped(visits)).toBe(false);
  });
});
