import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /sessions answers 403', () => {
  test.each([
    ['of no origin', {}],
    ['of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ])('to a request with a session cookie %s, and asks nothing of Cognito', async (_, site) => {
    const { app, cognito } = startService();
    const headers = { Cookie: `${WEB.cookies.accessToken}=${WEB_ACCESS_TOKEN}`, ...site };
    const answer = await ask(app, { method: 'GET', path: '/sessions', headers });
    expect([answer.status, answer.json['code'], answer.setCookie]).toEqual([403, 'origin-not-allowed', []]);
    expect(cognito.calls).toEqual([]);
  });
});
