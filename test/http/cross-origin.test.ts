import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/http/answer.ts';
import { ask } from '../support/http/ask.ts';
import { SPA } from '../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../support/http/credentials.ts';
import { limiterAllowing } from '../support/http/in-memory-ports.ts';
import { startService } from '../support/http/service.ts';

const ORIGIN = 'https://spa.example.com';
const AWS_HEADERS =
  'content-type, authorization, cache-control, x-amz-target, x-amz-user-agent, amz-sdk-request, ' +
  'amz-sdk-invocation-id, x-amz-content-sha256, x-amz-date, x-amz-security-token';

const FOREIGN_ORIGINS = [
  'null',
  '*',
  'https://evil.example',
  'https://spa.example.com.evil.example',
  'https://evil-spa.example.com',
  'https://evilspa.example.com',
  'https://a.spa.example.com',
  'https://example.com',
  'http://spa.example.com',
  'HTTPS://SPA.example.com',
  'https://SPA.EXAMPLE.COM',
  'https://spa.example.com/',
  'https://spa.example.com:443',
  'https://spa.example.com:8443',
  'https://spa.example.com.',
  'https://spa.example.com%2eevil.example',
  'https://spa_example.com',
  'https://user@spa.example.com',
  'https://spa.example.com, https://evil.example',
  'https://spa.example.com https://evil.example',
  'https://spa.example.com\thttps://evil.example',
  'file://',
  'chrome-extension://abcdefghijklmnop',
  '__proto__',
  'constructor',
];

function permissionsOf(answer: Answer): readonly string[] {
  return Object.keys(answer.headers).filter((name) => name.startsWith('access-control'));
}

describe('CORS', () => {
  test.each([ORIGIN, 'https://web.example.com'])(
    'lets %s read an answer, by its exact name',
    async (Origin) => {
      const { app } = startService();

      const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
      const answer = await ask(app, { path: '/logout', headers: { Origin }, body });

      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': Origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers':
          'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, X-Amzn-RequestId, X-Amzn-ErrorType',
        'cross-origin-resource-policy': 'cross-origin',
      });
    },
  );

  test('lets it read a refusal, a 404 and a 405 as well', async () => {
    const { app } = startService();
    for (const question of [
      { path: '/logout', body: {} },
      { path: '/nowhere' },
      { method: 'PUT', path: '/logout' },
    ]) {
      const answer = await ask(app, { ...question, headers: { Origin: ORIGIN } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    }
  });

  test.each(FOREIGN_ORIGINS)(
    'T13 gives no permission to the origin %j, and repeats nothing of it',
    async (Origin) => {
      const { app } = startService();

      const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
      const answer = await ask(app, { path: '/logout', headers: { Origin }, body });
      const preflight = await ask(app, {
        method: 'OPTIONS',
        path: '/logout',
        headers: { Origin, 'Access-Control-Request-Method': 'POST' },
      });

      expect([...permissionsOf(answer), ...permissionsOf(preflight)]).toEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(preflight.status).toBe(204);
    },
  );

  test('T14 permits a preflight for everything that the AWS SDKs and Amplify send, for ten minutes', async () => {
    const { app, cognito } = startService();

    const headers = {
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': AWS_HEADERS,
    };
    const answer = await ask(app, { method: 'OPTIONS', path: '/logout', headers });

    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-max-age': '600',
    });
    const permitted = answer.headers['access-control-allow-headers']?.split(', ') ?? [];
    expect(permitted).toEqual(expect.arrayContaining(AWS_HEADERS.split(', ')));
    expect(cognito.calls).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['the method PUT', { 'Access-Control-Request-Method': 'PUT' }],
    ['the method *', { 'Access-Control-Request-Method': '*' }],
    ['no method', {}],
    [
      'the header x-evil',
      { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'x-evil' },
    ],
    ['the header *', { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': '*' }],
    [
      'one unknown header among known ones',
      { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type, cookie' },
    ],
  ])('T14 answers a preflight for %s with 204 and no permission', async (_what, headers) => {
    const { app } = startService();
    const answer = await ask(app, {
      method: 'OPTIONS',
      path: '/logout',
      headers: { Origin: ORIGIN, ...headers },
    });
    expect(answer.status).toBe(204);
    expect(permissionsOf(answer)).toEqual([]);
  });

  test('T14 permits a preflight for a logout that belongs to a trace of the frontend', async () => {
    const { app } = startService();
    const headers = {
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type, traceparent, tracestate',
    };
    const answer = await ask(app, { method: 'OPTIONS', path: '/logout', headers });
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
  });

  test('T14 a preflight is neither counted nor does it touch cookies', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    const headers = {
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'POST',
      Cookie: `__Host-rt=${REFRESH_TOKEN}`,
    };
    const answer = await ask(app, { method: 'OPTIONS', path: '/logout', headers });
    expect(answer.setCookie).toEqual([]);
    expect(answer.headers['ratelimit']).toBeUndefined();
    const body = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
    expect((await ask(app, { path: '/logout', body })).status).toBe(200);
  });
});
