import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const pages = ['.', 'docs', 'docs/images', 'docs/proxies', 'docs/clients']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'));

test.each(pages)('%s links to files that are there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const files = links
    .filter((target) => !/^(?:https?:|#)/.test(target))
    .map((target) => target.split('#')[0] ?? '');
  expect(files.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
});
