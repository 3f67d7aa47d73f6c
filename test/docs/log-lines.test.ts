import { describe, expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(path, 'utf8');

/** What the log is given, and at which levels. */
const levelsOf = new Map<string, Set<string>>();
for (const path of globSync('src/telemetry/**/*.ts')) {
  for (const [, level = '', line = ''] of read(path).matchAll(/logger\.([a-z]+)\(.*'([^']+)'\)/g)) {
    levelsOf.set(line, (levelsOf.get(line) ?? new Set()).add(level));
  }
}
const lines = [...levelsOf.keys()];

/** A name that ends in `…` is how the line begins. */
const isNamed = (line: string, name: string) =>
  name.endsWith('…') ? line.startsWith(name.slice(0, -1)) : line === name;

const table = /\n## Log lines\n(.*?)\n### /s.exec(read('docs/operations.md'))?.[1] ?? '';
const rows = [...table.matchAll(/^\| (`(?!msg`).+?`) +\| (.+?) +\|/gm)].map(([, names = '', level = '']) => ({
  names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  level,
}));

describe('the table of log lines in the operations page', () => {
  test.each(lines)('has the line "%s", at its levels', (line) => {
    const row = rows.find(({ names }) => names.some((name) => isNamed(line, name)));
    const words = row?.level.match(/\w+/g) ?? [];
    expect(words).toEqual(expect.arrayContaining([...(levelsOf.get(line) ?? [])]));
  });

  test('has none that is gone', () => {
    const names = rows.flatMap((row) => row.names);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !lines.some((line) => isNamed(line, name)))).toEqual([]);
  });
});

test('no page sends anybody to look for a line that is never written', () => {
  const named = globSync('docs/**/*.md').flatMap((path) =>
    [...read(path).matchAll(/(?<![Cc]ommand\s)\b(?:lines?|log\s+says)\s+`([^`]+)`/g)].map(([, name = '']) =>
      name.replaceAll(/\s+/g, ' '),
    ),
  );
  const begins = (line: string, name: string) => line.startsWith(name.replace('…', ''));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !lines.some((line) => begins(line, name)))).toEqual([]);
});
