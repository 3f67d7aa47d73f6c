import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { nodesOfFile, sourceFiles } from '../support/source/syntax-tree.ts';

/** More than any header, body or variable can have: what takes quadratic time shows. */
const LENGTH = 64 * 1024;

/** Linear time is some milliseconds, quadratic time more than this: a bound for failing, not a measurement. */
const BUDGET_MS = 15_000;

/** Stands in no pattern as a character of its own, so that a match fails at the very end. */
const DEAD_END = '\u0001!';

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

function patternsIn(path: string): readonly Pattern[] {
  return nodesOfFile(path)
    .filter(({ type }) => type === 'RegExpLiteral')
    .map(({ pattern, flags }) => ({ pattern: String(pattern), flags: String(flags) }));
}

const PATTERNS = sourceFiles('src')
  .filter((path) => !/^src\/(demo|fake-cognito)\//.test(path))
  .flatMap((path) => patternsIn(path).map(({ pattern, flags }) => [path, pattern, flags] as const));

/** What the pattern begins with if it is text: `bearer ` of `^bearer +(.*)$`. */
function beginningOf(pattern: string): string {
  const [text = ''] = /^(?:\\[^a-zA-Z0-9]|[^[\](){}|\\.*+?^$])*/.exec(pattern.replace(/^\^/, '')) ?? [];
  return text.replaceAll('\\', '');
}

/** Long texts that the pattern may try to match in many ways, and fails to match in the end. */
function worstCases(pattern: string): readonly string[] {
  const ofPattern = [...new Set(pattern.replaceAll(/[\\^$*+?()[\]{}|]/g, '').split(''))];
  const characters = [...new Set([...ofPattern, ...'aA0-_./= "'.split('')])];
  const pairs = ofPattern.flatMap((one) => ofPattern.slice(0, 8).map((other) => one + other));
  const repeated = [...characters, ...pairs.slice(0, 64)].map((piece) =>
    piece.repeat(Math.ceil(LENGTH / piece.length)),
  );
  return ['', beginningOf(pattern)].flatMap((beginning) =>
    repeated.map((text) => beginning + text + DEAD_END),
  );
}

describe('T55 a regular expression of the service takes linear time on the worst that can be written', () => {
  test('and there are some to be tried', () => {
    expect(PATTERNS.length).toBeGreaterThan(30);
  });

  test.each(PATTERNS)('%s: /%s/%s', (_path, pattern, flags) => {
    const tried = runInNewContext(
      'texts.map((text) => text.search(new RegExp(pattern, flags))).length',
      { texts: worstCases(pattern), pattern, flags },
      { timeout: BUDGET_MS },
    ) as number;
    expect(tried).toBeGreaterThan(20);
  });

  test('and one that does not is found out', () => {
    const texts = worstCases('^(a+)+$');
    expect(() => {
      runInNewContext('texts.map((text) => /^(a+)+$/.test(text))', { texts }, { timeout: 500 });
    }).toThrow('timed out');
  });
});
