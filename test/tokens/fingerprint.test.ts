import { expect, test } from '@jest/globals';
import { createFingerprint } from '../../src/tokens/fingerprint.ts';
import { canary } from '../support/canaries.ts';

const token = canary('fingerprintCanaryToken-0123456789');

test('a fingerprint is 16 hexadecimal digits, the same for the same token and key', () => {
  const fingerprint = createFingerprint(Buffer.alloc(32, 1));
  expect(fingerprint(token)).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint(token)).toBe(fingerprint(token));
});

test('another key gives another fingerprint, so logs cannot be joined without the key', () => {
  const one = createFingerprint(Buffer.alloc(32, 1));
  const other = createFingerprint(Buffer.alloc(32, 2));
  expect(one(token)).not.toBe(other(token));
});
