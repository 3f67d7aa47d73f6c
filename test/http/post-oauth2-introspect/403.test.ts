import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN, ADMIN_KEY } from '../../support/http/credentials.ts';
import { bearer, introspect } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /oauth2/introspect answers 403', () => {
  test('to an API key without the scope feed', async () => {
    const { app } = startService();
    const answer = await ask(app, introspect({ token: ACCESS_TOKEN }, bearer(ADMIN_KEY)));
    expect(answer.status).toBe(403);
  });
});
