import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { NOW_MS, startService, WEB_CLAIMS } from '../../support/http/service.ts';
import { own, SESSION_ID, SSO_SESSION_ID } from '../../support/http/questions/session-questions.ts';

const UNTIL = new Date(NOW_MS + 86_400_000).toISOString();
const EXPIRES = { effect: 'accessTokens', state: 'expires', until: UNTIL };

describe('DELETE /sessions/{sessionId} answers 200', () => {
  test('with a receipt that claims no more than is known, once Cognito has ended the session', async () => {
    const { app, cognito, denials } = startService({ isFollowed: true });
    const answer = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        status: 'revoked',
        receiptId: expect.any(String),
        effects: [
          { effect: 'refreshToken', state: 'dead' },
          EXPIRES,
          { effect: 'managedLogin', state: 'notRequested' },
        ],
      },
    ]);
    expect(cognito.calls).toEqual([
      {
        operation: 'RevokeUserSession',
        userPoolId: WEB.userPoolId,
        accessToken: WEB_ACCESS_TOKEN,
        sessionId: SESSION_ID,
        endSso: false,
      },
    ]);
    // The token that asks is of a session that goes on.
    expect(await denials.hits(WEB_CLAIMS)).toBe(false);
  });

  test.each([
    ['a token session with what is linked', SESSION_ID, '?endSso=true', ['dead', 'expires', 'expires']],
    ['a managed-login session', SSO_SESSION_ID, '', ['notRequested', 'notRequested', 'dead']],
    [
      'a managed-login session with what is linked',
      SSO_SESSION_ID,
      '?endSso=true',
      ['expires', 'expires', 'dead'],
    ],
    ['a token session alone', SESSION_ID, '?endSso=false', ['dead', 'expires', 'notRequested']],
  ])('for %s', async (_, sessionId, query, states) => {
    const { app, cognito } = startService();
    const { json } = await ask(app, own('DELETE', `/sessions/${sessionId}${query}`));
    const effects = json['effects'] as readonly { state: string }[];
    expect(effects.map(({ state }) => state)).toEqual(states);
    expect(cognito.calls).toMatchObject([{ sessionId, endSso: query.endsWith('true') }]);
  });

  test('and says of what is linked that it ends soon, and not that it has: Cognito takes a few seconds', async () => {
    const { app } = startService();
    const { json } = await ask(app, own('DELETE', `/sessions/${SESSION_ID}?endSso=true`));
    const until = new Date(NOW_MS + 60_000).toISOString();
    expect(json['effects']).toContainEqual({ effect: 'managedLogin', state: 'expires', until });
  });

  test('again, with the first receipt, to the same request once more', async () => {
    const { app, cognito } = startService();
    const first = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    const again = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect(again.json['receiptId']).toBe(first.json['receiptId']);
    expect(cognito.calls).toHaveLength(1);
  });

  test('to a token in the configured cookie, and leaves the cookie alone', async () => {
    const { app } = startService();
    const headers = {
      Cookie: `${WEB.cookies.accessToken}=${WEB_ACCESS_TOKEN}`,
      'Sec-Fetch-Site': 'same-origin',
    };
    const answer = await ask(app, { method: 'DELETE', path: `/sessions/${SESSION_ID}`, headers });
    expect([answer.status, answer.setCookie]).toEqual([200, []]);
  });
});
