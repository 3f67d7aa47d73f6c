import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const COOKIE = { Cookie: `__Host-rt=${REFRESH_TOKEN}` };
const WEB_ORIGIN = 'https://web.example.com';

describe('T10 POST /logout in cookie mode answers 403 origin-not-allowed, touches no cookie and asks Cognito nothing', () => {
  test.each<[string, Record<string, string>]>([
    ['has neither Sec-Fetch-Site nor Origin', {}],
    ['is cross-site without Origin', { 'Sec-Fetch-Site': 'cross-site' }],
    ['is same-site without Origin', { 'Sec-Fetch-Site': 'same-site' }],
    ['is a navigation of the user', { 'Sec-Fetch-Site': 'none' }],
    [
      'is cross-site from a foreign origin',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    ],
    [
      'is same-site from a foreign origin',
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.example.com' },
    ],
    [
      "is from another app client's origin",
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://spa.example.com' },
    ],
    ['has a Sec-Fetch-Site of another case', { 'Sec-Fetch-Site': 'Same-Origin' }],
    ['has two values in Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-origin, cross-site' }],
    ['has the Origin null', { Origin: 'null' }],
    ['has an empty Origin', { Origin: '' }],
    ['has an Origin that starts with an allowed one', { Origin: `${WEB_ORIGIN}.evil.example` }],
    ['has an Origin with a port', { Origin: `${WEB_ORIGIN}:443` }],
    ['has an Origin with a path', { Origin: `${WEB_ORIGIN}/` }],
    ['has an Origin of another scheme', { Origin: 'http://web.example.com' }],
    ['has an Origin of another case', { Origin: 'https://WEB.example.com' }],
    ['has two origins in one header', { Origin: `${WEB_ORIGIN}, https://evil.example` }],
    ['has an allowed Referer only', { Referer: `${WEB_ORIGIN}/page` }],
    ['carries the host of an allowed origin', { 'X-Forwarded-Host': 'web.example.com' }],
  ])('when the request %s', async (_what, headers) => {
    const { app, cognito } = startService();

    const answer = await ask(app, { path: '/logout', headers: { ...COOKIE, ...headers }, body: {} });

    expect(answer.status).toBe(403);
    expect(answer.json['code']).toBe('origin-not-allowed');
    expect(answer.setCookie).toEqual([]);
    expect(cognito.calls).toEqual([]);
  });

  test.each([
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=b'],
    ['plain text', { 'Content-Type': 'text/plain' }, '{}'],
    ['a query', {}, ''],
  ])('also when a foreign site posts %s', async (what, headers, body) => {
    const { app, cognito } = startService();

    const site = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    const path = what === 'a query' ? '/logout?a=b' : '/logout';
    const answer = await ask(app, { path, headers: { ...COOKIE, ...site, ...headers }, body });

    expect(answer.status).toBe(403);
    expect(answer.setCookie).toEqual([]);
    expect(cognito.calls).toEqual([]);
  });

  test('and names what hides the origin of a page, where it is hidden', async () => {
    const { app } = startService();

    const headers = { ...COOKIE, 'Sec-Fetch-Site': 'same-site', Origin: 'null' };
    const answer = await ask(app, { path: '/logout', headers, body: {} });

    expect(answer.json['detail']).toContain('Referrer-Policy');
  });

  test('also when the body names an app client and a token of its own', async () => {
    const { app, cognito } = startService();

    const headers = { ...COOKIE, 'Sec-Fetch-Site': 'cross-site' };
    const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
    const answer = await ask(app, { path: '/logout', headers, body });

    expect(answer.status).toBe(403);
    expect(cognito.calls).toEqual([]);
  });

  test('T26 also when the request has an allowed and a foreign Origin header', async () => {
    const { app, cognito } = startService();

    const answer = await askRaw(app, [
      'POST /logout HTTP/1.1',
      'Host: a.example',
      `Cookie: ${COOKIE.Cookie}`,
      `Origin: ${WEB_ORIGIN}`,
      'Origin: https://evil.example',
    ]);

    expect(answer.status).toBe(403);
    expect(answer.setCookie).toEqual([]);
    expect(cognito.calls).toEqual([]);
  });
});
