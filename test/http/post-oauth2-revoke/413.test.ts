import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

test('POST /oauth2/revoke answers 413 invalid_request to a body that is too large', async () => {
  const { app, cognito } = startService();
  const answer = await ask(app, oauthRevoke({ client_id: SPA.clientId, token: 'a'.repeat(20_000) }));
  expect(answer.status).toBe(413);
  expect(answer.json).toEqual({
    error: 'invalid_request',
    error_description: 'The body is larger than 16384 bytes.',
  });
  expect(cognito.calls).toEqual([]);
});
