import { describe, expect, test } from '@jest/globals';
import { SPA, WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import {
  ACCESS_TOKEN,
  FOREIGN_ACCESS_TOKEN,
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
} from '../../support/http/credentials.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { OUT_OF_REACH } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';
import { createDenyTokens } from '../../../src/revocation/denials/deny-tokens.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';

describe('RFC 7009 section 2: POST /oauth2/revoke with an access token', () => {
  test.each([
    ['an access token', ACCESS_TOKEN],
    ['an ID token', ID_TOKEN],
  ])('denies the session of %s', async (_what, token) => {
    const { app, cognito, denials } = startService();
    const answer = await ask(app, oauthRevoke({ token, client_id: SPA.clientId }));
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    expect((await denials.since(undefined, 10)).denials).toEqual([
      expect.objectContaining({
        kind: 'session',
        userPoolId: SPA.userPoolId,
        originJti: '11111111-2222-4333-8444-555555555555',
      }),
    ]);
    expect(cognito.calls).toEqual([]);
  });

  test('that is forged denies nothing, in the same words', async () => {
    const { app, denials } = startService();
    const answer = await ask(app, oauthRevoke({ token: FORGED_ACCESS_TOKEN, client_id: SPA.clientId }));
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test.each([
    ['of the same user pool', ACCESS_TOKEN, WEB],
    ['of another user pool', FOREIGN_ACCESS_TOKEN, SPA],
  ])(
    'that was issued to another app client %s denies nothing, and is refused as such (section 2.1)',
    async (_, token, { clientId }) => {
      const { app, denials } = startService();
      const answer = await ask(app, oauthRevoke({ token, client_id: clientId }));
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ error: 'invalid_grant' });
      expect((await denials.since(undefined, 10)).denials).toEqual([]);
    },
  );

  test('is 503 while the denylist is out of reach, for the token lives', async () => {
    const unreachable = () =>
      Promise.reject(new ServiceError('not-durable', 'Out of reach.', { retryAfterSeconds: 2 }));
    const denials = { ...OUT_OF_REACH, add: unreachable, since: unreachable, hits: unreachable };
    const clock = { nowMs: () => 0 };
    const { app } = startService({
      denyTokens: createDenyTokens({ denials, clock, isFollowed: () => true }),
    });
    const answer = await ask(app, oauthRevoke({ token: ACCESS_TOKEN, client_id: SPA.clientId }));
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ error: 'temporarily_unavailable' });
  });
});
