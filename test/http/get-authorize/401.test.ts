import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import {
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
  POOL_FEED_KEY,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { authorize, DENIED_SESSION } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

const INVALID_TOKEN = 'Bearer error="invalid_token"';

describe('GET /authorize answers 401, which gateways hand on', () => {
  test('RFC 6750 section 3: without an error code where there was no token', async () => {
    const { app } = startService();
    const { headers = {}, ...question } = authorize();
    const { 'X-Api-Key': apiKey = '' } = headers;
    const answer = await ask(app, { ...question, headers: { 'X-Api-Key': apiKey } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test.each([
    ['a forged token', FORGED_ACCESS_TOKEN],
    ['an ID token', ID_TOKEN],
    ['a refresh token', REFRESH_TOKEN],
    ['what is no token', 'x y'],
  ])('RFC 6750 section 3.1: invalid_token for %s', async (_what, token) => {
    const { app } = startService();
    const answer = await ask(app, authorize(token));
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(INVALID_TOKEN);
  });

  test('invalid_token once the session was denied', async () => {
    const { app, denials } = startService();
    await denials.add([DENIED_SESSION]);
    const answer = await ask(app, authorize());
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(INVALID_TOKEN);
  });

  test('invalid_token for a token of a user pool that the key of the gateway does not reach', async () => {
    const { app } = startService();
    expect((await ask(app, authorize(undefined, POOL_FEED_KEY))).status).toBe(401);
  });
});
