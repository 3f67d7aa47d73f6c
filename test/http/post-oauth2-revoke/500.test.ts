import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

test('T35 POST /oauth2/revoke answers 500 server_error when the pipeline throws, and shows nothing of it', async () => {
  const { app } = startService({ endSession: () => Promise.reject(new Error(REFRESH_TOKEN)) });
  const answer = await ask(app, oauthRevoke({ token: REFRESH_TOKEN, client_id: SPA.clientId }));
  expect(answer.status).toBe(500);
  expect(answer.json).toEqual({
    error: 'server_error',
    error_description: 'Something went wrong in the service. Its log has the request id.',
  });
});
