import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/http/answer.ts';
import { ask } from '../support/http/ask.ts';
import { SPA, WEB } from '../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../support/http/credentials.ts';
import { startService } from '../support/http/service.ts';
import { OPEN_REDIRECTS } from './open-redirects.ts';

const BROWSER = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };

/** Names under which other services take a place to go to. */
const FIELDS = [
  'logout_uri',
  'redirect_uri',
  'post_logout_redirect_uri',
  'returnTo',
  'next',
  'url',
  'state',
  'rd',
];

/** Headers from which frameworks build links. */
const HEADERS = [
  'Referer',
  'X-Forwarded-Host',
  'X-Forwarded-Prefix',
  'X-Original-URL',
  'Forwarded',
  'Origin',
];

/** A header field can carry no control characters, and no more than Latin-1. */
function asHeader(payload: string): string {
  return encodeURI(payload.replaceAll(/\p{Cc}/gu, ''));
}

function expectConfigured(answer: Answer): void {
  const { location } = answer.headers;
  expect([undefined, SPA.managedLogoutUrl, WEB.afterLogoutUrl]).toContain(location);
  expect([undefined, SPA.managedLogoutUrl]).toContain(answer.json['logoutUrl']);
}

describe('T20 No input becomes a place to go to', () => {
  test('and there are at least 200 payloads to try it with, all different', () => {
    expect(new Set(OPEN_REDIRECTS).size).toBe(OPEN_REDIRECTS.length);
    expect(OPEN_REDIRECTS.length).toBeGreaterThanOrEqual(200);
  });

  test('a field that names a place is refused with 400 and repeated nowhere', async () => {
    const { app, cognito } = startService();
    for (const [index, payload] of OPEN_REDIRECTS.entries()) {
      const field = FIELDS[index % FIELDS.length] ?? 'next';
      const form = new URLSearchParams({
        refreshToken: REFRESH_TOKEN,
        clientId: SPA.clientId,
        [field]: payload,
      });

      const answer = await ask(app, { path: '/logout', headers: BROWSER, body: form.toString() });

      expect(answer.status).toBe(400);
      expect(answer.headers['location']).toBeUndefined();
      expect(answer.text).not.toMatch(/evil/i);
    }
    expect(cognito.calls).toEqual([]);
  });

  test('a known field with such a value is refused with 400 and repeated nowhere', async () => {
    const { app, cognito } = startService();
    const known = ['clientId', 'refreshToken', 'accessToken', 'endSso'];
    for (const [index, payload] of OPEN_REDIRECTS.entries()) {
      const field = known[index % known.length] ?? 'clientId';
      const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId, [field]: payload };

      const answer = await ask(app, { path: '/logout', headers: { Accept: 'text/html' }, body });

      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/evil/i);
    }
    expect(cognito.calls).toEqual([]);
  });

  test('a header that names a place changes nothing about where the browser goes', async () => {
    const { app } = startService({ settings: { trustProxy: 1 } });
    const body = new URLSearchParams({ refreshToken: REFRESH_TOKEN, clientId: SPA.clientId }).toString();
    for (const payload of OPEN_REDIRECTS) {
      const headers = Object.fromEntries(HEADERS.map((name) => [name, asHeader(payload)]));

      const answer = await ask(app, { path: '/logout', headers: { ...headers, ...BROWSER }, body });

      expect(answer.status).toBe(303);
      expectConfigured(answer);
    }
  });

  test('a cookie that names a place changes nothing about where the browser goes', async () => {
    const { app } = startService();
    for (const payload of OPEN_REDIRECTS) {
      const Cookie = `__Host-rt=${REFRESH_TOKEN}; next=${asHeader(payload)}; logout_uri=${asHeader(payload)}`;
      const headers = { ...BROWSER, Cookie, 'Sec-Fetch-Site': 'same-origin' };

      const answer = await ask(app, { path: '/logout', headers, body: '' });

      expect(answer.status).toBe(303);
      expectConfigured(answer);
    }
  });

  test('a URL with such a query is refused with 400 and repeated nowhere', async () => {
    const { app } = startService();
    for (const payload of OPEN_REDIRECTS) {
      const path = `/logout?logout_uri=${encodeURIComponent(payload)}`;
      const answer = await ask(app, { path, headers: BROWSER, body: '' });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/evil/i);
    }
  });
});
