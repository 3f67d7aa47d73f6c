import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /oauth2/revoke answers 429 temporarily_unavailable', () => {
  test.each([
    ['address', { 'client-address': 1 }],
    ['app client', { 'app-client': 1 }],
  ])('to an %s that has used up its limit, whatever the token is', async (_what, limits) => {
    const { app, cognito } = startService({ limiter: limiterAllowing(limits) });
    await ask(app, oauthRevoke({ token: 'x', client_id: SPA.clientId }));

    for (const token of ['x', REFRESH_TOKEN]) {
      const answer = await ask(app, oauthRevoke({ token, client_id: SPA.clientId }));
      expect(answer.status).toBe(429);
      expect(answer.json).toEqual({
        error: 'temporarily_unavailable',
        error_description: 'Too many requests. Try again later.',
      });
      expect(answer.headers['retry-after']).toBe('60');
    }
    expect(cognito.calls).toEqual([]);
  });
});
