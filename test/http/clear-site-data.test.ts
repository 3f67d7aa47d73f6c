import { describe, expect, test } from '@jest/globals';
import { SPA } from '../support/http/app-clients.ts';
import { ask, type Question } from '../support/http/ask.ts';
import { REFRESH_TOKEN } from '../support/http/credentials.ts';
import { startService, type TestServiceOptions } from '../support/http/service.ts';

const SITE = { 'Sec-Fetch-Site': 'same-origin' };
const COOKIE = { Cookie: `__Host-rt=${REFRESH_TOKEN}`, ...SITE };
const CLEARING: TestServiceOptions = { settings: { clearSiteData: ['cache', 'storage'] } };

async function headerOf(question: Omit<Question, 'path'>, options: TestServiceOptions = CLEARING) {
  const { app } = startService(options);
  const { status, headers } = await ask(app, { path: '/logout', ...question });
  return [status, headers['clear-site-data']];
}

describe('T19 POST /logout in cookie mode', () => {
  test('tells the browser to forget what is configured, in exactly these words', async () => {
    expect(await headerOf({ headers: COOKIE })).toEqual([200, '"cache", "storage"']);
  });

  test('tells it so as well when it sends a form on to a page', async () => {
    const headers = { ...COOKIE, Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await headerOf({ headers, body: 'everywhere=false' })).toEqual([303, '"cache", "storage"']);
  });

  test('tells it nothing unless that is configured', async () => {
    expect(await headerOf({ headers: COOKIE }, {})).toEqual([200, undefined]);
  });

  test.each([
    ['was refused', 400, { headers: COOKIE, body: { unknown: true } }],
    ['came from a foreign site', 403, { headers: { ...COOKIE, 'Sec-Fetch-Site': 'cross-site' } }],
  ])('tells it nothing if the request %s', async (_what, status, question) => {
    expect(await headerOf(question)).toEqual([status, undefined]);
  });

  test('tells it nothing if Cognito has not confirmed', async () => {
    const { app, cognito } = startService(CLEARING);
    cognito.outcome = { kind: 'retry', cause: 'throttled', exceptionName: 'TooManyRequestsException' };
    const { status, headers } = await ask(app, { path: '/logout', headers: COOKIE });
    expect([status, headers['clear-site-data']]).toEqual([503, undefined]);
  });

  test('is what it takes: a logout without cookies tells nothing', async () => {
    const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
    expect(await headerOf({ body })).toEqual([200, undefined]);
  });
});
