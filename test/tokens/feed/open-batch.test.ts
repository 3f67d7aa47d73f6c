import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { feedJwk, feedSigner, readFeedKeys } from '../../../src/tokens/feed/feed-key.ts';
import { openBatch } from '../../../src/tokens/feed/open-batch.ts';
import type { RevocationBatch } from '../../../src/tokens/feed/revocation-batch.ts';
import { signBatch } from '../../../src/tokens/feed/sign-batch.ts';

const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
const privateKey = newKey();
const signer = feedSigner(privateKey);
const keys = readFeedKeys({ keys: [feedJwk(privateKey)] });

const asOfMs = 1_790_000_000_123;
const expiresAtSeconds = 1_790_003_900;
const userPoolId = 'eu-west-1_Example';
const denials: readonly Denial[] = [
  { kind: 'session', userPoolId, originJti: 'b7a1c2d3-0000-4000-8000-000000000001', expiresAtSeconds },
  {
    kind: 'user',
    userPoolId: 'eu-west-1_Other',
    sub: 'alice',
    notBeforeSeconds: 1_790_000_000,
    expiresAtSeconds,
  },
  { kind: 'app-client', userPoolId, clientId: 'webapp', notBeforeSeconds: 1_790_000_001, expiresAtSeconds },
  { kind: 'user-pool', userPoolId, notBeforeSeconds: 1_790_000_002, expiresAtSeconds },
];
const batch: RevocationBatch = { epoch: 'e1', from: null, to: 'e1.4', upToDate: true, asOfMs, denials };

/** A JWS with whatever header and payload, signed by the trusted key. */
function signed(header: unknown, payload: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${sign(null, Buffer.from(input, 'utf8'), privateKey).toString('base64url')}`;
}

const header = { alg: 'EdDSA', typ: 'revocation-batch+jws', kid: signer.kid };
const wire = {
  version: 1,
  epoch: 'e1',
  from: null,
  to: 'e1.4',
  upToDate: true,
  asOfMs,
  userPoolIds: [userPoolId],
  denials: [['s', 0, 'b7a1c2d3', expiresAtSeconds]],
};

test('what was signed is what is read, for each kind of denial', () => {
  expect(openBatch(signBatch(batch, signer), keys)).toEqual({ kind: 'batch', batch });
});

test('for whom a batch was cut is read as it was signed', () => {
  const cut = { ...batch, onlyUserPoolIds: [userPoolId, 'eu-west-1_Other'] };
  expect(openBatch(signBatch(cut, signer), keys)).toEqual({ kind: 'batch', batch: cut });
});

test('the wire format is the documented one, so that other implementations can read it', () => {
  const [, payload = ''] = signBatch(batch, signer).split('.');
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).toEqual({
    version: 1,
    epoch: 'e1',
    from: null,
    to: 'e1.4',
    upToDate: true,
    asOfMs,
    userPoolIds: ['eu-west-1_Example', 'eu-west-1_Other'],
    denials: [
      ['s', 0, 'b7a1c2d3-0000-4000-8000-000000000001', expiresAtSeconds],
      ['u', 1, 'alice', expiresAtSeconds, 1_790_000_000],
      ['c', 0, 'webapp', expiresAtSeconds, 1_790_000_001],
      ['p', 0, '', expiresAtSeconds, 1_790_000_002],
    ],
  });
});

test('any batch survives the way over the wire', () => {
  const id = fc.string({ minLength: 1, maxLength: 64, unit: 'binary' });
  const seconds = fc.integer({ min: 1, max: 1_790_000_000 });
  const denial: fc.Arbitrary<Denial> = fc.oneof(
    fc.record({
      kind: fc.constant('session' as const),
      userPoolId: id,
      originJti: id,
      expiresAtSeconds: seconds,
    }),
    fc.record({
      kind: fc.constant('user' as const),
      userPoolId: id,
      sub: id,
      notBeforeSeconds: seconds,
      expiresAtSeconds: seconds,
    }),
  );
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 20 }), fc.boolean(), (denials, upToDate) => {
      const sent = { ...batch, denials, upToDate, from: 'e1.0' };
      expect(openBatch(signBatch(sent, signer), keys)).toEqual({ kind: 'batch', batch: sent });
    }),
    { numRuns: 200 },
  );
});

describe('nothing is read that was not signed by a trusted key', () => {
  test('a change of any single character is refused', () => {
    const jws = signBatch(batch, signer);
    fc.assert(
      fc.property(
        fc.nat(jws.length - 1),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
        (at, other) => {
          const tampered = jws.slice(0, at) + other + jws.slice(at + 1);
          fc.pre(!sameBytes(tampered, jws));
          expect(openBatch(tampered, keys).kind).toBe('refused');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a character that only looks like the signed one in its low byte is refused', () => {
    const [head = '', payload = '', signature = ''] = signBatch(batch, signer).split('.');
    const twin = String.fromCharCode(payload.charCodeAt(3) + 0x100);
    const tampered = `${head}.${payload.slice(0, 3)}${twin}${payload.slice(4)}.${signature}`;
    expect(openBatch(tampered, keys)).toEqual({ kind: 'refused', why: 'bad-signature' });
  });

  test('a key that is not trusted is refused, and so is one that goes by the trusted name', () => {
    const foreign = feedSigner(newKey());
    expect(openBatch(signBatch(batch, foreign), keys)).toEqual({ kind: 'refused', why: 'unknown-key' });
    const impostor = { kid: signer.kid, privateKey: foreign.privateKey };
    expect(openBatch(signBatch(batch, impostor), keys)).toEqual({ kind: 'refused', why: 'bad-signature' });
  });

  test.each([
    ['no algorithm', { ...header, alg: 'none' }],
    ['an HMAC', { ...header, alg: 'HS256' }],
    ['a signature for another purpose', { ...header, typ: 'JWT' }],
    ['no type', { alg: 'EdDSA', kid: signer.kid }],
    ['a critical extension', { ...header, crit: ['b64'], b64: false }],
    ['no key id', { alg: 'EdDSA', typ: 'revocation-batch+jws' }],
    ['no object', 'EdDSA'],
  ])('a header with %s is malformed', (_, changed) => {
    expect(openBatch(signed(changed, wire), keys)).toEqual({ kind: 'refused', why: 'malformed' });
  });

  test.each(['', '.', '..', 'a.b', 'a.b.c.d', 'e30.e30.', 'not a token'])('%j is malformed', (text) => {
    expect(openBatch(text, keys)).toEqual({ kind: 'refused', why: 'malformed' });
  });
});

describe('a genuine signature over something else than a batch is refused as a whole', () => {
  test.each([
    ['another version', { ...wire, version: 2 }, 'unsupported-version'],
    ['no version', { ...wire, version: undefined }, 'malformed'],
    ['no epoch', { ...wire, epoch: '' }, 'malformed'],
    ['an epoch with a line break', { ...wire, epoch: 'e1\n' }, 'malformed'],
    ['a number as cursor', { ...wire, to: 4 }, 'malformed'],
    ['no beginning', { ...wire, from: undefined }, 'malformed'],
    ['no completeness', { ...wire, upToDate: 'yes' }, 'malformed'],
    ['no time', { ...wire, asOfMs: -1 }, 'malformed'],
    ['a text for whom it was cut', { ...wire, onlyUserPoolIds: userPoolId }, 'malformed'],
    ['a user pool without id for whom it was cut', { ...wire, onlyUserPoolIds: [''] }, 'malformed'],
    [
      'an unknown kind of denial',
      { ...wire, denials: [...wire.denials, ['x', 0, 'id', expiresAtSeconds]] },
      'malformed',
    ],
    ['a user pool that is not listed', { ...wire, denials: [['s', 1, 'id', expiresAtSeconds]] }, 'malformed'],
    ['a session without id', { ...wire, denials: [['s', 0, '', expiresAtSeconds]] }, 'malformed'],
    ['a user without not-before time', { ...wire, denials: [['u', 0, 'id', expiresAtSeconds]] }, 'malformed'],
    [
      'an expiry in milliseconds',
      { ...wire, denials: [['s', 0, 'id', expiresAtSeconds * 1000]] },
      'malformed',
    ],
    [
      'a not-before in milliseconds',
      { ...wire, denials: [['u', 0, 'id', expiresAtSeconds, asOfMs]] },
      'malformed',
    ],
    ['a denial that is no list', { ...wire, denials: [{ kind: 's' }] }, 'malformed'],
    ['no object', 'batch', 'malformed'],
    ['null', null, 'malformed'],
  ])('%s', (_, payload, why) => {
    expect(openBatch(signed(header, payload), keys)).toEqual({ kind: 'refused', why });
  });

  test('while members that are not known yet are ignored', () => {
    expect(openBatch(signed(header, { ...wire, hint: 'new' }), keys).kind).toBe('batch');
  });
});

describe('keys', () => {
  test('the key id is the thumbprint of RFC 7638, here that of the key in RFC 8037 appendix A.3', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'any' };
    const [key] = readFeedKeys([jwk]).values();
    expect(key && feedJwk(key).kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  test('keys of other kinds in a set are left out', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const set = {
      keys: [{ ...rsa, kid: 'rsa' }, feedJwk(privateKey), { ...feedJwk(privateKey), x: 'short' }, null],
    };
    expect([...readFeedKeys(set).keys()]).toEqual([signer.kid]);
  });

  test.each([[undefined], [null], ['keys'], [{}], [{ keys: 'none' }]])('%j is no key', (value) => {
    expect(readFeedKeys(value).size).toBe(0);
  });

  test('a key that is not Ed25519, or not private, cannot sign the feed', () => {
    expect(() => feedSigner(generateKeyPairSync('ed448').privateKey)).toThrow('Ed25519');
    expect(() => feedSigner(generateKeyPairSync('ed25519').publicKey)).toThrow('private');
  });
});

/** Base64url has several spellings for one value where bits are left over at the end of a part. */
function sameBytes(one: string, other: string): boolean {
  const decode = (jws: string) =>
    jws.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return one === other || decode(one).join('.') === decode(other).join('.');
}
