import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY, WEB_ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { OF_USER } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 401', () => {
  test.each([
    ['without a credential', { method: 'GET', path: OF_USER }],
    ['to a key that is not known', adminGet(OF_USER, UNKNOWN_KEY)],
    ['to the access token of a user', adminGet(OF_USER, WEB_ACCESS_TOKEN)],
  ])('%s, and asks nothing of Cognito', async (_, question) => {
    const { app, cognito } = startService();
    expect((await ask(app, question)).status).toBe(401);
    expect(cognito.calls).toEqual([]);
  });
});
