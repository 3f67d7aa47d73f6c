import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FAULTS, NOT_APPLICABLE } from '../../scripts/documents/faults/faults.ts';
import { allTests, idsIn } from '../../scripts/documents/faults/faults-page.ts';

const page = readFileSync('docs/faults.md', 'utf8');
const rows = page.split('\n').filter((line) => /^\| F\d\d /.test(line));
const idOf = (row: string) => row.slice(2, 5);

test('the page of faults has each of F01 to F52 once', () => {
  const all = Array.from({ length: 52 }, (_, n) => `F${String(n + 1).padStart(2, '0')}`);
  expect(rows.map(idOf).sort()).toEqual(all);
  expect(Object.keys(FAULTS)).toEqual(all);
});

test('no title of a test has the id of a fault that is not known, or cannot befall the service', () => {
  const wrong = allTests().filter(({ title }) =>
    idsIn(title).some((id) => !Object.hasOwn(FAULTS, id) || Object.hasOwn(NOT_APPLICABLE, id)),
  );
  expect(wrong).toEqual([]);
});

test('a fault counts as tested where a test is named for it, and only there', () => {
  const tested = rows.filter((row) => row.includes('.ts)')).map(idOf);
  const named = new Set(allTests().flatMap(({ title }) => idsIn(title)));
  expect(tested).toEqual([...named].sort());
  expect(tested.length).toBeGreaterThan(30);
});
