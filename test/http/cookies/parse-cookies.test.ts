import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseCookies } from '../../../src/http/cookies/parse-cookies.ts';

describe('A Cookie header', () => {
  test.each<[string, [string, string[]][]]>([
    ['', []],
    ['a=b', [['a', ['b']]]],
    [
      'a=b; c=d',
      [
        ['a', ['b']],
        ['c', ['d']],
      ],
    ],
    [
      'a=b;c=d',
      [
        ['a', ['b']],
        ['c', ['d']],
      ],
    ],
    ['  a  =  b  ;;; ', [['a', ['b']]]],
    ['a=b=c', [['a', ['b=c']]]],
    ['a="b"', [['a', ['b']]]],
    ['a="', [['a', ['"']]]],
    ['a=', [['a', ['']]]],
    ['a', []],
    ['=b', [['', ['b']]]],
    [
      'a=1; A=2',
      [
        ['a', ['1']],
        ['A', ['2']],
      ],
    ],
    ['a=1; a=2; a=1', [['a', ['1', '2', '1']]]],
    ['a=%41', [['a', ['A']]]],
    ['a=%E0%A4%A', [['a', ['%E0%A4%A']]]],
    [
      '__proto__=1; constructor=2',
      [
        ['__proto__', ['1']],
        ['constructor', ['2']],
      ],
    ],
  ])('%j is read as %j', (header, expected) => {
    expect([...parseCookies(header)]).toEqual(expected);
  });

  test('T17 never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(parseCookies(header)).toBeInstanceOf(Map);
      }),
    );
  });
});
