import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { titlesIn } from '../support/source/test-titles.ts';

const page = readFileSync('docs/security.md', 'utf8');

const THREATS = Array.from({ length: 64 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`);

/** The requirements of OWASP ASVS 5.0 that concern a service of this kind. */
const REQUIREMENTS = `
  7.4.1 7.4.2 7.4.5 10.4.9 10.4.10 10.6.2 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.4.1 3.4.2 3.4.3 3.4.4
  3.4.5 3.4.6 3.4.7 3.5.1 3.5.2 3.5.3 3.5.4 3.5.5 3.5.6 3.5.7 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.2.1
  4.2.2 4.2.3 4.2.4 4.2.5 13.1.2 13.1.3 13.2.6 13.3.1 13.3.2 13.3.3 13.3.4 13.4.4 13.4.5 13.4.6
  14.2.1 14.3.1 14.3.2 15.3.2 15.3.4 15.3.6 15.3.7 16.2.5 16.4.1 16.5.1 16.5.2 16.5.3 16.5.4
`
  .trim()
  .split(/\s+/);

interface Section {
  readonly heading: string;
  /** The cells of each row of its table, without the row of the names of the columns. */
  readonly rows: readonly (readonly string[])[];
}

const sections: readonly Section[] = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ heading: text.slice(0, text.indexOf('\n')), rows: rowsOf(text) }));

function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first = '']) => /^(?:T\d|\d)/.test(first));
}

function rowsUnder(heading: string): Section['rows'] {
  return sections.find((section) => section.heading === heading)?.rows ?? [];
}

const mapped = [...rowsUnder('Threats'), ...rowsUnder('OWASP ASVS 5.0')];
const open = [...rowsUnder('Not yet covered'), ...rowsUnder('Does not apply')];

interface NamedTest {
  readonly row: string;
  readonly file: string;
  readonly title: string;
}

/** Tests are named as a link to their file and their title as code. */
const namedTests: readonly NamedTest[] = [...mapped, ...rowsUnder('Not yet covered')].flatMap((cells) =>
  [...cells.join('|').matchAll(/\[[^\]]+\]\(\.\.\/(test\/[^)]+)\) `([^`]+)`/g)].map(
    ([, file = '', title = '']) => ({ row: cells[0] ?? '', file, title }),
  ),
);

describe('the security page', () => {
  test('has every threat once: mapped to tests, or among what is not covered yet or does not apply', () => {
    const listed = [...mapped, ...open].map(([id = '']) => id).filter((id) => id.startsWith('T'));
    expect([...listed].sort()).toEqual(THREATS);
  });

  test('has every requirement of ASVS that concerns the service, once', () => {
    const listed = [...mapped, ...open].map(([id = '']) => id).filter((id) => /^\d/.test(id));
    expect([...listed].sort()).toEqual([...REQUIREMENTS].sort());
  });

  test('says of each what is done about it, and names a test that proves it', () => {
    const proved = new Set(namedTests.map(({ row }) => row));
    expect(mapped.filter(([id = '']) => !proved.has(id)).map(([id]) => id)).toEqual([]);
    expect([...mapped, ...open].filter((cells) => cells.some((cell) => cell.length === 0))).toEqual([]);
  });

  test('names a test with the id of the threat in its title, for each threat that is covered', () => {
    const ids = rowsUnder('Threats').map(([id = '']) => id);
    const withId = (id: string) => namedTests.some(({ row, title }) => row === id && covers(title, id));
    expect(ids.filter((id) => !withId(id))).toEqual([]);
  });

  test('links to nothing that is not there', () => {
    const targets = [...page.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(
      ([, target = '']) => `docs/${target}`,
    );
    expect(targets.length).toBeGreaterThan(50);
    expect(targets.filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** Whether a title has an id in it, `T04–T26` being all from one to the other. */
function covers(title: string, id: string): boolean {
  const ranges = [...title.matchAll(/T(\d\d)–T(\d\d)/g)];
  const number = Number(id.slice(1));
  return title.includes(id) || ranges.some(([, from, to]) => Number(from) <= number && number <= Number(to));
}

describe('a test that the security page names is there, with that title', () => {
  test.each(namedTests)('$row: $file, $title', ({ file, title }) => {
    expect(titlesIn(file)).toContain(title);
  });
});
