import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import {
  own,
  SEEN,
  SESSION_ID,
  SSO_SESSION_ID,
  TOKEN_SESSION,
} from '../../support/http/questions/session-questions.ts';

const COOKIE = `${WEB.cookies.accessToken}=${WEB_ACCESS_TOKEN}`;

describe('GET /sessions answers 200', () => {
  test('with all that Cognito tells of each session, asked by the user’s own token', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'listed', sessions: [TOKEN_SESSION] };
    const answer = await ask(app, own('GET', '/sessions'));
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        sessions: [
          {
            sessionId: SESSION_ID,
            kind: 'token',
            clientId: WEB.clientId,
            createdAt: '2026-11-20T00:00:00.000Z',
            lastActiveAt: '2026-11-21T00:00:00.000Z',
            ...SEEN,
            originSessionId: SSO_SESSION_ID,
            isCurrent: true,
          },
        ],
      },
    ]);
    expect(cognito.calls).toEqual([
      { operation: 'ListUserSessions', userPoolId: WEB.userPoolId, accessToken: WEB_ACCESS_TOKEN },
    ]);
  });

  test('with null for what Cognito did not tell', async () => {
    const { app, cognito } = startService();
    const sessionId = SSO_SESSION_ID;
    cognito.listing = { kind: 'listed', sessions: [{ sessionId, kind: 'sso', isCurrent: false }] };
    const { json } = await ask(app, own('GET', '/sessions'));
    expect(json['sessions']).toEqual([
      {
        sessionId,
        kind: 'sso',
        clientId: null,
        createdAt: null,
        lastActiveAt: null,
        deviceType: null,
        lastIpAddress: null,
        lastLocation: null,
        originSessionId: null,
        isCurrent: false,
      },
    ]);
  });

  test.each([
    ['an allowed origin', { Origin: 'https://web.example.com' }],
    ['the same origin', { 'Sec-Fetch-Site': 'same-origin' }],
  ])('to a token in the configured cookie, from %s, and leaves the cookie alone', async (_, site) => {
    const { app } = startService();
    const headers = { Cookie: COOKIE, ...site };
    const answer = await ask(app, { method: 'GET', path: '/sessions', headers });
    expect([answer.status, answer.setCookie]).toEqual([200, []]);
  });

  test('and counts against the user, not against the address', async () => {
    const { app } = startService();
    const { headers } = await ask(app, own('GET', '/sessions'));
    expect(headers['ratelimit-policy']).toMatch(/^"user";.*"app-client";/);
  });
});
