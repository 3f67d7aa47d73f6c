import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const BROWSER = {
  'Content-Type': 'application/x-www-form-urlencoded',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
};

function form(clientId: string): string {
  return new URLSearchParams({ refreshToken: REFRESH_TOKEN, clientId }).toString();
}

describe("POST /logout answers 303 to a browser's own form post", () => {
  test('and sends it to the managed-login sign-out page, once the token is revoked', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, { path: '/logout', headers: BROWSER, body: form(SPA.clientId) });

    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(SPA.managedLogoutUrl);
    expect(cognito.calls).toHaveLength(1);
  });

  test('and sends it to the configured page, where there is no managed login, with the cookies cleared', async () => {
    const { app } = startService();

    const headers = { ...BROWSER, Cookie: `__Host-rt=${REFRESH_TOKEN}`, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await ask(app, { path: '/logout', headers, body: '' });

    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(WEB.afterLogoutUrl);
    expect(answer.setCookie).toHaveLength(3);
  });

  test('but a receipt, where no page is configured', async () => {
    const { app } = startService();
    const answer = await ask(app, { path: '/logout', headers: BROWSER, body: form(SHOP.clientId) });
    expect(answer.status).toBe(200);
    expect(answer.headers['location']).toBeUndefined();
  });

  test('but a receipt to programs: to JSON, and to whoever does not ask for HTML', async () => {
    const { app } = startService();
    const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };

    const json = await ask(app, { path: '/logout', headers: { Accept: BROWSER.Accept }, body });
    const any = await ask(app, {
      path: '/logout',
      headers: { ...BROWSER, Accept: '*/*' },
      body: form(SPA.clientId),
    });

    expect([json.status, any.status]).toEqual([200, 200]);
  });

  test('but a problem, when the session was not ended', async () => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'retry', cause: 'timeout', exceptionName: undefined };
    const answer = await ask(app, { path: '/logout', headers: BROWSER, body: form(SPA.clientId) });
    expect(answer.status).toBe(503);
    expect(answer.headers['location']).toBeUndefined();
  });
});
