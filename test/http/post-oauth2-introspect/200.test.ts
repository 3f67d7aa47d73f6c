import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  FEED_KEY_OF_READER,
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
  POOL_FEED_KEY,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { basic } from '../../support/http/questions/oauth-questions.ts';
import { bearer, DENIED_SESSION, introspect } from '../../support/http/questions/reader-questions.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';

const INACTIVE = '{"active":false}';

/** As oauth4webapi does it: of what is no letter and no digit, nothing stays. */
function encodedThroughout(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

describe('RFC 7662 section 2.2: POST /oauth2/introspect answers 200', () => {
  test('with what an access token says that may be accepted', async () => {
    const { app } = startService();
    const answer = await ask(app, introspect());
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      active: true,
      scope: 'openid aws.cognito.signin.user.admin',
      client_id: SPA.clientId,
      username: 'ada',
      token_type: 'Bearer',
      exp: NOW_MS / 1000 + 3540,
      iat: NOW_MS / 1000 - 60,
      sub: '0f0e0d0c-0000-4000-8000-000000000001',
      iss: `https://cognito.example/${SPA.userPoolId}`,
      origin_jti: '11111111-2222-4333-8444-555555555555',
    });
  });

  test('with no more than that it is not active, once its session was denied', async () => {
    const { app, denials } = startService();
    await denials.add([DENIED_SESSION]);
    expect((await ask(app, introspect())).text).toBe(INACTIVE);
  });

  test.each([
    ['a forged token', FORGED_ACCESS_TOKEN],
    ['an ID token', ID_TOKEN],
    ['a refresh token', REFRESH_TOKEN],
    ['what is no token', 'x'],
  ])('with the same for %s', async (_what, token) => {
    const { app } = startService();
    expect((await ask(app, introspect({ token }))).text).toBe(INACTIVE);
  });

  test('with the same for a token of a user pool that the key does not reach', async () => {
    const { app } = startService();
    const answer = await ask(app, introspect({ token: ACCESS_TOKEN }, bearer(POOL_FEED_KEY)));
    expect(answer.text).toBe(INACTIVE);
  });

  test.each([
    ['as it is', FEED_KEY_OF_READER],
    ['form-encoded (RFC 6749 section 2.3.1)', encodedThroughout(FEED_KEY_OF_READER)],
  ])('to a key that a library sends as the secret of a client, %s', async (_how, secret) => {
    const { app } = startService();
    const answer = await ask(app, introspect({ token: ACCESS_TOKEN }, basic(`resource-server:${secret}`)));
    expect(answer.json).toMatchObject({ active: true });
  });

  test('whatever the hint is, and in JSON as well', async () => {
    const { app } = startService();
    const hinted = await ask(app, introspect({ token: ACCESS_TOKEN, token_type_hint: 'refresh_token' }));
    expect(hinted.json).toMatchObject({ active: true });
    const json = await ask(app, {
      path: '/oauth2/introspect',
      headers: bearer(FEED_KEY_OF_READER),
      body: { token: ACCESS_TOKEN },
    });
    expect(json.json).toMatchObject({ active: true });
  });
});
