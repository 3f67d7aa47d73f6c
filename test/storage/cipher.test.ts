import { describe, expect, test } from '@jest/globals';
import { seal, unseal, type SealContext } from '../../src/storage/keys/cipher.ts';
import { parseKeyRing } from '../../src/storage/keys/key-ring.ts';
import { createRandomIvs } from '../../src/storage/keys/random-ivs.ts';
import { newKey } from '../support/storage/new-key-ring.ts';
import { newToken } from '../support/storage/intents.ts';

const file = { active: 'key-1', keys: { 'key-1': newKey(), 'key-2': newKey() }, root: newKey() };
const ring = parseKeyRing(JSON.stringify(file));
const context: SealContext = {
  intentId: 'intent-1',
  receiptId: 'receipt-1',
  userPoolId: 'eu-west-1_Example',
  clientId: 'webapp',
  acceptedAtMs: 1,
  expiresAtMs: 2,
};

const nextIv = createRandomIvs();
const sealWithRing = (plaintext: string) => seal(ring, context, plaintext, nextIv());

describe('a sealed record', () => {
  test('opens to what was sealed, and shows nothing of it', () => {
    const token = newToken();
    const { kid, sealed } = sealWithRing(token);
    expect(kid).toBe('key-1');
    expect(unseal(ring, context, sealed)).toEqual({ kind: 'opened', plaintext: token });
    expect(Buffer.from(sealed).includes(token)).toBe(false);
  });

  test('is never the same twice', () => {
    const token = newToken();
    expect(sealWithRing(token).sealed).not.toEqual(sealWithRing(token).sealed);
  });

  test('shares its memory with nothing, so that nothing else goes with it to another thread', () => {
    const { sealed } = sealWithRing(newToken());
    expect(sealed.buffer.byteLength).toBe(sealed.byteLength);
  });

  test('opens after the active key has changed, and not without its own', () => {
    const { sealed } = sealWithRing('order');
    const rotated = parseKeyRing(JSON.stringify({ ...file, active: 'key-2' }));
    expect(unseal(rotated, context, sealed)).toMatchObject({ kind: 'opened' });
    const without = parseKeyRing(JSON.stringify({ ...file, active: 'key-2', keys: { 'key-2': newKey() } }));
    expect(unseal(without, context, sealed)).toEqual({ kind: 'unknown-key', kid: 'key-1' });
  });

  test('does not open with any byte changed, and never throws', () => {
    const { sealed } = sealWithRing('order');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal(ring, context, changed).kind).not.toBe('opened');
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(unseal(ring, context, sealed.subarray(0, length)).kind).not.toBe('opened');
    }
  });

  test.each<[keyof SealContext, string | number | null]>([
    ['intentId', 'intent-2'],
    ['receiptId', 'receipt-2'],
    ['userPoolId', 'eu-west-1_Other'],
    ['clientId', null],
    ['acceptedAtMs', 2],
    ['expiresAtMs', 3],
  ])('does not open with another %s', (name, value) => {
    const { sealed } = sealWithRing('order');
    expect(unseal(ring, { ...context, [name]: value }, sealed)).toEqual({ kind: 'undecryptable' });
  });
});

describe('a key ring', () => {
  test('derives a key of its own for every purpose, from nothing but the root secret', () => {
    const other = parseKeyRing(JSON.stringify({ ...file, active: 'key-2', keys: { 'key-2': newKey() } }));
    const purposes = ['intent-id', 'fingerprint', 'audit-chain', 'idempotency', 'ring-check'] as const;
    const derived = purposes.map((purpose) => ring.derive(purpose).export().toString('hex'));
    expect(new Set(derived).size).toBe(purposes.length);
    expect(purposes.map((purpose) => other.derive(purpose).export().toString('hex'))).toEqual(derived);
  });
});

test('IVs are 96 bits long, and none of them comes twice or changes once it was given', () => {
  const ivs = Array.from({ length: 1000 }, () => nextIv());
  const written = ivs.map((iv) => Buffer.from(iv).toString('hex'));
  expect(new Set(written.map(({ length }) => length))).toEqual(new Set([24]));
  expect(new Set(written).size).toBe(1000);
  nextIv();
  expect(ivs.map((iv) => Buffer.from(iv).toString('hex'))).toEqual(written);
});
