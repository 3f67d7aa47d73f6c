import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN, UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { basic } from '../../support/http/questions/oauth-questions.ts';
import { bearer, introspect } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('RFC 7662 section 2.3: POST /oauth2/introspect answers 401', () => {
  const BASIC = 'Basic realm="cognito-logout", charset="UTF-8"';

  test.each<[string, Record<string, string>, string]>([
    ['no credential', {}, 'Bearer'],
    ['an unknown key', bearer(UNKNOWN_KEY), 'Bearer'],
    ['an unknown key as the secret of a client', basic(`rs:${UNKNOWN_KEY}`), BASIC],
    ['the very token that it asks about', bearer(ACCESS_TOKEN), 'Bearer'],
  ])('to %s, names the scheme, and says nothing of the token', async (_what, headers, scheme) => {
    const { app } = startService();
    const answer = await ask(app, introspect({ token: ACCESS_TOKEN }, headers));
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(scheme);
    expect(answer.json).toMatchObject({ error: 'invalid_client' });
  });
});
