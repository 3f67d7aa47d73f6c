import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { decodeBatch } from '../../src/tokens/feed/decode-batch.ts';
import { encodeBatch } from '../../src/tokens/feed/encode-batch.ts';

const page = readFileSync('docs/guard.md', 'utf8');

test('the batch that the page shows is one, and would be written like that', () => {
  const example = /```json\n(?<batch>.*?)```/s.exec(page)?.groups?.['batch'] ?? '';
  const decoded = decodeBatch(example);
  if (decoded.kind === 'refused') throw new Error(decoded.why);
  expect(decoded.batch.denials.map(({ kind }) => kind)).toEqual([
    'session',
    'user',
    'app-client',
    'user-pool',
  ]);
  expect(JSON.parse(encodeBatch(decoded.batch))).toEqual(JSON.parse(example));
});

test('the page tells of every event that a guard reports', () => {
  const source = readFileSync('src/guard/guard-event.ts', 'utf8');
  const types = [...source.matchAll(/readonly type: '([a-z-]+)'/g)].map(([, type]) => type!);
  expect(types.length).toBeGreaterThan(5);
  expect(types.filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
});
