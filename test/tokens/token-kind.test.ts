import { describe, expect, test } from '@jest/globals';
import { tokenKind } from '../../src/tokens/token-kind.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('tokenKind', () => {
  test('a JWS of three parts is signed, so it is an access or ID token', () => {
    expect(tokenKind(`${part({ kid: 'k', alg: 'RS256' })}.${part({ sub: 's' })}.sig`)).toBe('signed');
  });

  test.each([
    [
      'a five-part JWE as Cognito issues it',
      `${part({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' })}.k.i.c.t`,
    ],
    ['three parts of garbage', 'aaaaaaaaaa.bbbbbbbbbb.cccccccccc'],
    ['three parts whose header is JSON but no header', `${part('text')}.b.c`],
    ['a header of null', `${part(null)}.b.c`],
    ['an encrypted three-part token', `${part({ alg: 'dir', enc: 'A256GCM' })}.b.c`],
    ['one word', 'abcdefghijklmnopqrstuvwxyz'],
  ])('%s is opaque, so it may be a refresh token', (_, token) => expect(tokenKind(token)).toBe('opaque'));
});
