import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { FORM_TYPE } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

test('POST /oidc/logout answers 413 to a body that is too large', async () => {
  const { app } = startService();
  const body = `client_id=${SPA.clientId}&state=${'a'.repeat(20_000)}`;
  const answer = await ask(app, { path: '/oidc/logout', headers: FORM_TYPE, body });
  expect(answer.status).toBe(413);
});
