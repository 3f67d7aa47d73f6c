import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('DELETE /sessions/{sessionId} answers 403', () => {
  test.each([
    ['no origin', {}],
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling of the allowed origin', { Origin: 'https://evil.web.example.com' }],
  ])('to a request with a session cookie of %s, and ends nothing', async (_, site) => {
    const { app, cognito } = startService();
    const headers = { Cookie: `${WEB.cookies.accessToken}=${WEB_ACCESS_TOKEN}`, ...site };
    const answer = await ask(app, { method: 'DELETE', path: `/sessions/${SESSION_ID}`, headers });
    expect([answer.status, answer.json['code'], answer.setCookie]).toEqual([403, 'origin-not-allowed', []]);
    expect(cognito.calls).toEqual([]);
  });
});
