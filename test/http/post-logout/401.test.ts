import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { FOREIGN_ACCESS_TOKEN, FORGED_ACCESS_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /logout answers 401 unauthenticated', () => {
  test.each([
    ['does not verify', FORGED_ACCESS_TOKEN],
    ['is of another app client', FOREIGN_ACCESS_TOKEN],
  ])('when everything is to end and the access token %s, and revokes nothing', async (_why, accessToken) => {
    const { app, cognito } = startService();

    const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId, accessToken, everywhere: true };
    const answer = await ask(app, { path: '/logout', body });

    expect(answer.status).toBe(401);
    expect(answer.json['code']).toBe('unauthenticated');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(cognito.calls).toEqual([]);
  });
});
