import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { titlesIn } from '../../../test/support/source/test-titles.ts';
import { MEASURED } from './faults-measured.ts';
import { FAULTS, NOT_APPLICABLE } from './faults.ts';
import { madeBy } from '../made-by.ts';
import { markdownTable } from '../markdown-table.ts';

const INTRODUCTION = `
What can break around the service, and the tests that break it. A title with the id of a fault says what holds then.
[Security](security.md) has the same for threats, [Operations](operations.md) what to do when an alarm rings.
`;

const NO_TEST_YET = `
## No test yet

Nothing is promised for these.
`;

interface FaultTest {
  readonly file: string;
  readonly title: string;
}

/** \`docs/faults.md\`. */
export function faultsPage(): string {
  const tests = allTests();
  const testsOf = (id: string) => tests.filter(({ title }) => idsIn(title).includes(id));
  const open = Object.entries(FAULTS).filter(([id]) => !Object.hasOwn(NOT_APPLICABLE, id));
  const tested = open.filter(([id]) => testsOf(id).length > 0);
  const untested = open.filter(([id]) => testsOf(id).length === 0);
  return [
    '# Faults',
    `<!-- ${madeBy('scripts/documents/faults.ts and the titles of the tests')} -->`,
    INTRODUCTION,
    '<!-- prettier-ignore -->',
    markdownTable(
      ['Id', 'Fault', 'Tests'],
      tested.map(([id, fault]) => [id, fault, testsOf(id).map(link).join('<br>')]),
    ),
    ...(untested.length === 0 ? [] : [NO_TEST_YET, markdownTable(['Id', 'Fault'], untested)]),
    '\n## Does not apply\n',
    markdownTable(
      ['Id', 'Fault', 'Why'],
      Object.entries(NOT_APPLICABLE).map(([id, why]) => [id, FAULTS[id] ?? '', why]),
    ),
    MEASURED,
  ].join('\n');
}

/** Every id in a title: \`F22, F23: …\`. */
export function idsIn(title: string): readonly string[] {
  return title.match(/\bF\d\d\b/g) ?? [];
}

/** Every test whose title has the id of a fault. */
export function allTests(): readonly FaultTest[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.ts$|^contracts\/.*\.ts$/.test(path) && !path.startsWith('docs/'))
    .sort()
    .flatMap((path) => titlesWithIds(join('test', path)));
}

/** Of a table that has one title, with `%s`, for all its rows, that one counts and not each row. */
function titlesWithIds(file: string): readonly FaultTest[] {
  const titles = [...titlesIn(file)].filter((title) => idsIn(title).length > 0);
  return titles
    .filter((title) => !titles.some((other) => isRowOf(other, title)))
    .map((title) => ({ file, title }));
}

function isRowOf(titleOfTable: string, title: string): boolean {
  const [start = '', ...rest] = titleOfTable.split('%s');
  return (
    rest.length > 0 && title !== titleOfTable && title.startsWith(start) && title.endsWith(rest.join('%s'))
  );
}

function link({ file, title }: FaultTest): string {
  const name = file.replace(/^test\//, '').replace(/(\.test)?\.ts$/, '');
  return `[${name}](../${file}) \`${title.replaceAll('|', '\\|')}\``;
}
