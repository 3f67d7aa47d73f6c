import { expect, test } from '@jest/globals';
import { createRequestMaker } from '../../bench/load/request-maker.ts';
import {
  ACCESS_TOKEN_PLACE,
  refreshTokenTemplate,
  requestTemplate,
} from '../../bench/load/request-template.ts';

const template = requestTemplate({
  path: '/logout',
  encoding: 'json',
  body: JSON.stringify({ refreshToken: refreshTokenTemplate(), accessToken: ACCESS_TOKEN_PLACE }),
  accessTokenCharacters: 3,
});

function bodies(makeRequest: () => Buffer, count: number): { refreshToken: string; accessToken: string }[] {
  return Array.from({ length: count }, () => {
    const [head = '', body = ''] = makeRequest().toString().split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBe(body.length);
    return JSON.parse(body) as { refreshToken: string; accessToken: string };
  });
}

test('no two requests of any generator have the same refresh token, and each has the form of Cognito’s', () => {
  const makers = [createRequestMaker(template, ['one']), createRequestMaker(template, ['one'])];
  const tokens = makers.flatMap((maker) => bodies(maker, 50)).map(({ refreshToken }) => refreshToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    expect(token.split('.')).toHaveLength(5);
    expect(token).toMatch(/^[\w.-]{1600,1800}$/);
  }
});

test('access tokens are taken in turn', () => {
  const taken = bodies(createRequestMaker(template, ['one', 'two']), 4);
  expect(taken.map(({ accessToken }) => accessToken)).toEqual(['two', 'one', 'two', 'one']);
});
