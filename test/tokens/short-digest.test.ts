import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { shortDigest } from '../../src/tokens/short-digest.ts';

const hmacOf = (text: string) => createHmac('sha256', 'key').update(text);

test.each(['hex', 'base64url'] as const)('a short digest is how the whole one begins, in %s', (encoding) => {
  const [one, other] = [shortDigest(hmacOf('one'), 24, encoding), shortDigest(hmacOf('other'), 24, encoding)];
  const length = Buffer.alloc(24).toString(encoding).length;
  expect(one).toBe(hmacOf('one').digest(encoding).slice(0, length));
  expect(other).toBe(hmacOf('other').digest(encoding).slice(0, length));
});
