import { expect, test } from '@jest/globals';
import { createHasFeedReader } from '../../src/admin-keys/has-feed-reader.ts';
import type { StoredApiKey } from '../../src/admin-keys/stored-api-key.ts';

const NOW_MS = 1_790_000_000_000;
const clock = { nowMs: () => NOW_MS };

function key(changes: Partial<StoredApiKey>): StoredApiKey {
  const hash = `sha256:${'0'.repeat(64)}`;
  const known = { id: 'orders', name: 'Orders', hash, acts: [], expiresAtMs: undefined } as const;
  return { ...known, scopes: ['feed'], userPoolIds: 'all', ...changes };
}

test.each([
  ['there is no key', [], false],
  ['a key has the scope feed', [key({})], true],
  ['the key is for admins', [key({ scopes: ['admin'] })], false],
  ['the key is bound to that pool', [key({ userPoolIds: ['eu-west-1_Asked'] })], true],
  ['the key is bound to another pool', [key({ userPoolIds: ['eu-west-1_Other'] })], false],
  ['the key has expired', [key({ expiresAtMs: NOW_MS })], false],
  ['one of two has expired', [key({ expiresAtMs: NOW_MS }), key({ expiresAtMs: NOW_MS + 1 })], true],
])('when %s, that somebody can read of the pool is %j', (_, keys, expected) => {
  expect(createHasFeedReader(keys, clock)('eu-west-1_Asked')).toBe(expected);
});
