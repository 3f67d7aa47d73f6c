import { describe, expect, test } from '@jest/globals';
import { CookieJar } from 'tough-cookie';
import type { AppClientProfile, CookieSettings } from '../../../src/revocation/app-client-profile.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { ACCESS_TOKEN, OTHER_REFRESH_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

function webLogout(more: Partial<Question> = {}): Question {
  const headers = { Cookie: `__Host-rt=${REFRESH_TOKEN}`, ...SAME_ORIGIN, ...more.headers };
  return { path: '/logout', ...more, headers };
}

describe('POST /logout in cookie mode answers 200', () => {
  test('to a request with nothing but the cookie', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, webLogout());

    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ clientId: WEB.clientId, refreshToken: REFRESH_TOKEN }]);
  });

  test.each(['application/json', 'text/plain;charset=UTF-8'])(
    'to a request that announces a body of the type %s, and has none',
    async (type) => {
      const { app, cognito } = startService();

      const answer = await ask(app, webLogout({ headers: { 'Content-Type': type }, body: '' }));

      expect(answer.status).toBe(200);
      expect(cognito.calls).toMatchObject([{ clientId: WEB.clientId, refreshToken: REFRESH_TOKEN }]);
    },
  );

  test('to a request of an allowed origin that is cross-site, and to one of a browser without Fetch Metadata', async () => {
    const { app } = startService();
    const Origin = 'https://web.example.com';

    const crossSite = await ask(app, webLogout({ headers: { Origin, 'Sec-Fetch-Site': 'cross-site' } }));
    const older = await ask(app, {
      path: '/logout',
      headers: { Origin, Cookie: `__Host-rt=${REFRESH_TOKEN}` },
    });

    expect([crossSite.status, older.status]).toEqual([200, 200]);
  });

  test('to a request whose body repeats the cookie, and to one whose cookie is quoted or percent-encoded', async () => {
    const { app, cognito } = startService();

    const repeated = await ask(app, webLogout({ body: { refreshToken: REFRESH_TOKEN } }));
    const quoted = await ask(app, webLogout({ headers: { Cookie: `a=b; __Host-rt="${REFRESH_TOKEN}"` } }));
    const encoded = await ask(
      app,
      webLogout({ headers: { Cookie: `__Host-rt=${REFRESH_TOKEN.replaceAll('.', '%2E')}; junk` } }),
    );

    expect([repeated.status, quoted.status, encoded.status]).toEqual([200, 200, 200]);
    expect(new Set(cognito.calls.map((call) => 'refreshToken' in call && call.refreshToken))).toEqual(
      new Set([REFRESH_TOKEN]),
    );
  });

  test('and takes the access token from its cookie', async () => {
    const { app, cognito } = startService({ clients: [{ ...SPA, cookies: WEB.cookies }] });

    const Cookie = `__Host-rt=${REFRESH_TOKEN}; __Host-at=${ACCESS_TOKEN}`;
    const answer = await ask(app, webLogout({ headers: { Cookie }, body: { everywhere: true } }));

    expect(answer.status).toBe(200);
    expect(cognito.calls.map(({ operation }) => operation)).toEqual(['GlobalSignOut', 'RevokeToken']);
  });

  test('and ends only the session of the app client that is named, where two have cookies', async () => {
    const { app, cognito } = startService();

    const Cookie = `__Host-rt=${REFRESH_TOKEN}; shop_rt=${OTHER_REFRESH_TOKEN}`;
    const answer = await ask(app, webLogout({ headers: { Cookie }, body: { clientId: SHOP.clientId } }));

    expect(cognito.calls).toMatchObject([{ clientId: SHOP.clientId, refreshToken: OTHER_REFRESH_TOKEN }]);
    expect(answer.setCookie.map((line) => line.split('=')[0])).toEqual(['shop_rt']);
  });

  test('and leaves cookies alone that belong to another app client than the one named', async () => {
    const { app, cognito } = startService();

    const body = { refreshToken: OTHER_REFRESH_TOKEN, clientId: SPA.clientId };
    const answer = await ask(app, webLogout({ body }));

    expect(cognito.calls).toMatchObject([{ clientId: SPA.clientId, refreshToken: OTHER_REFRESH_TOKEN }]);
    expect(answer.setCookie).toEqual([]);
  });

  test('and finds the app client by Origin, where two have cookies', async () => {
    const { app, cognito } = startService();

    const headers = {
      Origin: 'https://shop.example.com',
      Cookie: `__Host-rt=${REFRESH_TOKEN}; shop_rt=${OTHER_REFRESH_TOKEN}`,
    };
    const answer = await ask(app, { path: '/logout', headers });

    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ clientId: SHOP.clientId, refreshToken: OTHER_REFRESH_TOKEN }]);
  });
});

describe('T15 POST /logout in cookie mode empties a real cookie jar', () => {
  const HOST = 'https://api.example.com/session/';

  function setterLine(name: string, value: string, cookies: CookieSettings): string {
    const sameSite = { strict: 'Strict', lax: 'Lax', none: 'None' }[cookies.sameSite];
    const domain = cookies.domain === undefined ? '' : `; Domain=${cookies.domain}`;
    return `${name}=${value}; Path=${cookies.path}${domain}; Secure; HttpOnly; SameSite=${sameSite}; Max-Age=2592000`;
  }

  async function jarAfterLogout(client: AppClientProfile & { cookies: CookieSettings }) {
    const jar = new CookieJar(undefined, { prefixSecurity: 'strict' });
    const { refreshToken, accessToken, idToken } = client.cookies;
    for (const name of [refreshToken, accessToken, idToken].filter((name) => name !== undefined)) {
      await jar.setCookie(setterLine(name, REFRESH_TOKEN, client.cookies), HOST);
    }
    await jar.setCookie('theme=dark; Path=/', HOST);
    const before = await jar.getCookieString(HOST);

    const { app } = startService({ clients: [client] });
    const headers = { Cookie: `${refreshToken}=${REFRESH_TOKEN}`, ...SAME_ORIGIN };
    const answer = await ask(app, { path: '/logout', headers });
    for (const line of answer.setCookie) await jar.setCookie(line, HOST);
    return { before, after: await jar.getCookieString(HOST), answer };
  }

  test.each([
    ['__Host- cookies', WEB],
    ['cookies of a parent domain and a path', SHOP],
    ['cookies for other sites', { ...WEB, cookies: { ...WEB.cookies, sameSite: 'none' } }],
  ] as const)('of %s, and of nothing else', async (_what, client) => {
    const { before, after } = await jarAfterLogout(client);

    expect(before).toContain(client.cookies.refreshToken);
    expect(after).toBe('theme=dark');
  });

  test('with exactly the attributes that the cookies were set with', async () => {
    const { answer: web } = await jarAfterLogout(WEB);
    const { answer: shop } = await jarAfterLogout(SHOP);

    const expires = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT';
    expect(web.setCookie).toEqual(
      ['__Host-rt', '__Host-at', '__Host-it'].map(
        (name) => `${name}=; Path=/; ${expires}; Secure; HttpOnly; SameSite=Strict`,
      ),
    );
    expect(shop.setCookie).toEqual([
      `shop_rt=; Path=/session; Domain=example.com; ${expires}; Secure; HttpOnly; SameSite=Lax`,
    ]);
  });
});
