import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { VARIABLES } from '../../../src/config/variables.ts';
import { blocksOf, codeOf } from '../../support/recipes/recipe-pages.ts';

/** The blocks of each page. The other tests of this folder execute the code among them. */
const BLOCKS = {
  'README.md': [],
  'amazon-cognito-identity-js.md': ['properties', 'js'],
  'amplify.md': ['properties', 'js', 'js'],
  'appauth.md': ['properties', 'http', 'http'],
  'aws-cli-and-sdks.md': ['sh', 'sh', 'js'],
  'browser-with-cookies.md': ['properties', 'js'],
  'curl.md': ['sh', 'sh', 'sh', 'sh'],
  'oidc-client-ts.md': ['properties', 'js'],
  'openid-client.md': ['properties', 'js'],
} as const;

const pages = Object.keys(BLOCKS);

test('there is no recipe that the tests do not know', () => {
  expect(readdirSync('docs/clients').toSorted()).toEqual(pages);
});

describe.each(Object.entries(BLOCKS))('%s', (page, languages) => {
  test('has the code blocks that are executed, and no others', () => {
    expect(blocksOf(page).map(({ language }) => language)).toEqual(languages);
  });

  test('sets variables that exist', () => {
    const names = codeOf(page, 'properties').flatMap((text) =>
      text
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0] ?? ''),
    );
    expect(names.filter((name) => !Object.hasOwn(VARIABLES, name))).toEqual([]);
  });
});

test('the index and the README lead to every recipe', () => {
  const index = readFileSync('docs/clients/README.md', 'utf8');
  for (const page of pages.slice(1)) expect(index).toContain(`](${page})`);
  expect(readFileSync('README.md', 'utf8')).toContain('](docs/clients/README.md)');
});
