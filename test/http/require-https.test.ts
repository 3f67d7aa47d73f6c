import { describe, expect, test } from '@jest/globals';
import { SPA } from '../support/http/app-clients.ts';
import { ask } from '../support/http/ask.ts';
import { REFRESH_TOKEN } from '../support/http/credentials.ts';
import { startService, type TestServiceOptions } from '../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
const BEHIND_A_PROXY: TestServiceOptions = { settings: { trustProxy: 1, requiresHttps: true } };

async function statusOf(headers: Record<string, string>, options: TestServiceOptions) {
  const { app, cognito } = startService(options);
  const { status } = await ask(app, { path: '/logout', headers, body: BODY });
  return { status, calls: cognito.calls.length };
}

describe('T63 with REQUIRE_HTTPS', () => {
  test('what a trusted proxy got over plain HTTP is refused, and not redirected', async () => {
    const { app, cognito } = startService(BEHIND_A_PROXY);
    const headers = { 'X-Forwarded-Proto': 'http' };
    const answer = await ask(app, { path: '/logout', headers, body: BODY });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
    expect(answer.headers['location']).toBeUndefined();
    expect(cognito.calls).toEqual([]);
  });

  test('what it got over HTTPS is answered', async () => {
    expect(await statusOf({ 'X-Forwarded-Proto': 'https' }, BEHIND_A_PROXY)).toEqual({
      status: 200,
      calls: 1,
    });
  });

  test.each([
    ['nobody says how it came in', {}, BEHIND_A_PROXY],
    [
      'the peer is not a trusted proxy',
      { 'X-Forwarded-Proto': 'http' },
      { settings: { trustProxy: false, requiresHttps: true } },
    ],
    ['it is not asked for', { 'X-Forwarded-Proto': 'http' }, { settings: { trustProxy: 1 } }],
  ] as const)('a request is answered if %s', async (_, headers, options) => {
    expect(await statusOf(headers, options)).toEqual({ status: 200, calls: 1 });
  });

  test('health checks, which a load balancer sends in clear, are answered', async () => {
    const { app } = startService(BEHIND_A_PROXY);
    const headers = { 'X-Forwarded-Proto': 'http' };
    expect((await ask(app, { method: 'GET', path: '/livez', headers })).status).toBe(200);
  });
});
