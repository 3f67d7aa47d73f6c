import { describe, expect, test } from '@jest/globals';
import { findLeaksOf } from '../../support/leaks/find-leaks-of.ts';

const TOKEN = 'eyJhbGciOiJSU0EtT0FFUCJ9.UFJFVEVORC1LRVk.PRETENDED-body_of-a-token.UFJFVEVORC1UQUc';
const SECRET = 'pretendedSecret/with+signs=of0everyKind';
const secrets = { TOKEN, SECRET };
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('the search for leaks', () => {
  test.each([
    ['as it is', `a ${SECRET} b`],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['hexadecimal, in capitals', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['base64', base64(SECRET)],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['base64, one byte into a text', base64(`:${SECRET}:`)],
    ['base64, two bytes into a text', base64(`a:${SECRET}::`)],
    ['base64, three bytes into a text', base64(`ab:${SECRET} and more`)],
    ['base64 of its URL encoding', base64(encodeURIComponent(SECRET))],
  ])('finds a secret that stands in a text %s', (_, text) => {
    expect(findLeaksOf(secrets, `{"some":"text ${text}"}`)).toEqual(['SECRET']);
  });

  test.each(TOKEN.split('.').filter((part) => part.length >= 16))('finds a token by its part %s', (part) => {
    expect(findLeaksOf(secrets, part)).toEqual(['TOKEN']);
    expect(findLeaksOf(secrets, base64(`1${part}1`))).toEqual(['TOKEN']);
  });

  test('finds nothing where nothing is', () => {
    expect(
      findLeaksOf(secrets, `{"route":"POST /logout","fingerprint":"0123456789abcdef"}${SECRET.slice(1)}`),
    ).toEqual([]);
  });
});
