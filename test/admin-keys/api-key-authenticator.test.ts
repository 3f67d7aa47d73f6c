import { describe, expect, test } from '@jest/globals';
import { apiKeyHash, apiKeyId, createApiKey } from '../../src/admin-keys/api-key.ts';
import { createApiKeyAuthenticator } from '../../src/admin-keys/api-key-authenticator.ts';
import type { StoredApiKey } from '../../src/admin-keys/stored-api-key.ts';
import { canary } from '../support/canaries.ts';

const key = canary(createApiKey('support-desk'));
const expiresAtMs = Date.UTC(2027, 0, 1);
const stored: StoredApiKey = {
  id: 'support-desk',
  name: 'Support desk',
  hash: apiKeyHash(key),
  scopes: ['admin'],
  userPoolIds: ['eu-west-1_Ab1'],
  acts: ['read-audit'],
  expiresAtMs,
};

function authenticate(credential: string, change: Partial<StoredApiKey> = {}, nowMs = expiresAtMs - 1) {
  return createApiKeyAuthenticator([{ ...stored, ...change }], { nowMs: () => nowMs }).authenticate(
    credential,
  );
}

/** The key with its last digit changed. */
const nearMiss = canary(key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'));

describe('an API key', () => {
  test('authenticates the admin that it was made for', async () => {
    expect(await authenticate(key)).toEqual({
      kind: 'authenticated',
      admin: {
        id: 'support-desk',
        name: 'Support desk',
        via: 'api-key',
        userPoolIds: ['eu-west-1_Ab1'],
        acts: ['read-audit'],
        expiresAtMs,
      },
    });
  });

  test.each([
    ['with one digit changed', nearMiss, 'wrong-api-key'],
    ['with an id that nobody has', key.replace('support-desk', 'other'), 'unknown-api-key'],
    ['with something after it', `${key}0`, 'unknown-api-key'],
    ['with a blank after it', `${key} `, 'unknown-api-key'],
    ['in capitals', key.toUpperCase(), 'unknown-api-key'],
    ['without its secret', 'clk_support-desk.', 'unknown-api-key'],
    ['that is the hash from the file', stored.hash, 'unknown-api-key'],
    ['that is empty', '', 'unknown-api-key'],
    ['that is the name of a built-in', '__proto__', 'unknown-api-key'],
    ['that is very long', 'clk_a.'.repeat(4000), 'unknown-api-key'],
  ])('%s is refused', async (_how, credential, why) => {
    expect(await authenticate(credential)).toEqual({ kind: 'unauthenticated', why });
  });

  test('stops working at the moment it expires', async () => {
    expect(await authenticate(key, {}, expiresAtMs)).toEqual({
      kind: 'unauthenticated',
      why: 'expired-api-key',
    });
  });

  test('that expired is told from a wrong one only to who has it', async () => {
    expect(await authenticate(nearMiss, {}, expiresAtMs)).toEqual({
      kind: 'unauthenticated',
      why: 'wrong-api-key',
    });
  });

  test('without the scope admin is genuine, and forbidden', async () => {
    expect(await authenticate(key, { scopes: ['feed'] })).toEqual({
      kind: 'forbidden',
      why: 'api-key-without-scope-admin',
    });
  });

  test('has 256 random bits, a prefix for secret scanners and its id', () => {
    const keys = Array.from({ length: 100 }, () => canary(createApiKey('a-1')));
    expect(new Set(keys).size).toBe(100);
    for (const each of keys) {
      expect(/^clk_a-1\.[0-9a-f]{64}$/.test(each)).toBe(true);
      expect(apiKeyId(each)).toBe('a-1');
    }
  });

  test('cannot be read back from what is kept of it', () => {
    expect(stored.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stored.hash.includes(key.slice(-64))).toBe(false);
  });

  test.each(['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'clk_UPPER.00', ''])(
    'is not what %j is',
    (credential) => {
      expect(apiKeyId(credential)).toBeUndefined();
    },
  );
});
