import { describe, expect, test } from '@jest/globals';
import { unverifiedPart } from '../../src/tokens/unverified-part.ts';

const inBase64Url = (text: string) => Buffer.from(text).toString('base64url');

describe('unverifiedPart', () => {
  test('is the object of the part', () => {
    expect(unverifiedPart(inBase64Url('{"kid":"k","alg":"RS256"}'))).toEqual({ kid: 'k', alg: 'RS256' });
  });

  test.each([
    ['no part', undefined],
    ['an empty one', ''],
    ['no JSON', inBase64Url('{"kid":')],
    ['a text', inBase64Url('"kid"')],
    ['null', inBase64Url('null')],
    ['a list', inBase64Url('[{"kid":"k"}]')],
  ])('is undefined for %s', (_, part) => expect(unverifiedPart(part)).toBeUndefined());
});
