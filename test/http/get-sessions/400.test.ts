import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN, WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { own } from '../../support/http/questions/session-questions.ts';

const SITE = { 'Sec-Fetch-Site': 'same-origin' };
const NAME = WEB.cookies.accessToken;

describe('GET /sessions answers 400', () => {
  test.each([
    ['to a parameter in the URL', own('GET', '/sessions?user=ada')],
    ['to what is no token', own('GET', '/sessions', { Authorization: 'Bearer CANARY not a token' })],
    [
      'to a cookie and a header that hold different tokens',
      own('GET', '/sessions', { ...SITE, Cookie: `${NAME}=${ACCESS_TOKEN}` }),
    ],
    [
      'to the same cookie twice',
      own('GET', '/sessions', {
        ...SITE,
        Cookie: `${NAME}=${WEB_ACCESS_TOKEN}; ${NAME}=${WEB_ACCESS_TOKEN}`,
      }),
    ],
    [
      'to a cookie that holds no token',
      { method: 'GET', path: '/sessions', headers: { ...SITE, Cookie: `${NAME}=short` } },
    ],
  ])('%s', async (_, question) => {
    const { app, cognito } = startService();
    const answer = await ask(app, question);
    expect([answer.status, answer.json['code']]).toEqual([400, 'invalid-request']);
    expect(answer.json['detail']).not.toContain('body');
    expect(cognito.calls).toEqual([]);
  });
});
