import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /logout answers 200', () => {
  test('and a receipt, once Cognito has revoked the refresh token', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, {
      path: '/logout',
      body: { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId },
    });

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      status: 'revoked',
      receiptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      effects: [
        { effect: 'refreshToken', state: 'dead' },
        { effect: 'accessTokens', state: 'expires', until: '2026-11-22T13:00:00.000Z' },
        { effect: 'managedLogin', state: 'alive', remedy: 'logoutUrl' },
      ],
      logoutUrl: SPA.managedLogoutUrl,
    });
    expect(cognito.calls).toEqual([
      { operation: 'RevokeToken', clientId: SPA.clientId, refreshToken: REFRESH_TOKEN, endSso: false },
    ]);
  });
});
