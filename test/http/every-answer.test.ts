import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { apiCall } from '../support/http/api-calls.ts';
import { ask, type Question } from '../support/http/ask.ts';
import { askRaw } from '../support/http/ask-raw.ts';
import { SPA } from '../support/http/app-clients.ts';
import { ADMIN_KEY, REFRESH_TOKEN } from '../support/http/credentials.ts';
import { oauthRevoke } from '../support/http/questions/oauth-questions.ts';
import { startService } from '../support/http/service.ts';

const LOGOUT: Question = { path: '/logout', body: { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId } };

const QUESTIONS: readonly Question[] = [
  LOGOUT,
  { path: '/logout', body: {} },
  { method: 'GET', path: '/logout' },
  { method: 'OPTIONS', path: '/logout' },
  oauthRevoke({ token: REFRESH_TOKEN, client_id: SPA.clientId }),
  oauthRevoke({}),
  { method: 'GET', path: '/oauth2/revoke' },
  { method: 'GET', path: `/oidc/logout?client_id=${SPA.clientId}` },
  { method: 'GET', path: '/oidc/logout?post_logout_redirect_uri=x' },
  { path: '/oidc/logout', body: {} },
  apiCall('RevokeToken', { Token: REFRESH_TOKEN, ClientId: SPA.clientId }),
  apiCall('InitiateAuth', {}),
  { method: 'GET', path: '/' },
  { path: '/admin/revoke', body: {} },
  { method: 'GET', path: '/admin/clients', headers: { Authorization: `Bearer ${ADMIN_KEY}` } },
  { method: 'GET', path: '/livez' },
  { method: 'GET', path: '/readyz' },
  { method: 'GET', path: '/problems/internal' },
  { method: 'GET', path: '/openapi.json' },
  { method: 'GET', path: '/metrics' },
  { method: 'GET', path: '/nowhere' },
];

describe('Every answer', () => {
  test.each(QUESTIONS)('T18 is never stored and never a 304: $method $path', async (question) => {
    const { app } = startService();
    for (const headers of [
      { 'If-None-Match': '*' },
      { 'If-None-Match': 'W/"a", "b"', 'If-Modified-Since': 'Thu, 31 Dec 2037 23:59:59 GMT' },
      { Range: 'bytes=0-1' },
    ]) {
      const answer = await ask(app, { ...question, headers: { ...question.headers, ...headers } });
      expect([304, 206]).not.toContain(answer.status);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    }
  });

  test.each([
    ...QUESTIONS,
    { method: 'HEAD', path: '/livez' } as const,
    { method: 'GET', path: '/docs' } as const,
  ])('has the headers that protect a browser: $method $path', async (question) => {
    const { app } = startService();
    const answer = await ask(app, question);
    expect(answer.headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('has those that a permission for its origin sets in place of the usual ones', async () => {
    const { app } = startService();
    const lines = ['GET /logout HTTP/1.1', 'Host: a.example', `Origin: ${SPA.allowedOrigins[0]}`];
    const { headers } = await askRaw(app, lines);
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  test.each([
    '/logout',
    '/livez',
    '/docs',
    '/problems/internal',
    '/openapi.json',
    '/revocations',
    '/nowhere',
  ])('has each header once: %s', async (path) => {
    const { app } = startService();
    const { headers } = await askRaw(app, [`GET ${path} HTTP/1.1`, 'Host: a.example']);
    expect(Object.entries(headers).filter(([, value]) => typeof value !== 'string')).toEqual([]);
  });

  test.each(['a1b2c3d4', 'A-request-of-the-caller-0001', 'a'.repeat(48)])(
    "T36 has the caller's request id %s, which stands in the log and in a problem as well",
    async (id) => {
      const { app, events } = startService();
      const answer = await ask(app, { path: '/nowhere', headers: { 'X-Request-Id': id } });
      expect(answer.headers['x-request-id']).toBe(id);
      expect(answer.json['instance']).toBe(`/requests/${id}`);
      expect(events.at(-1)?.fields['requestId']).toBe(id);
    },
  );

  test.each(['0b9ac7a2-6f0e-4c55-9f4e-2f1f5c6a7d80', '0B9AC7A2-6F0E-4C55-9F4E-2F1F5C6A7D80'])(
    'is a problem of the instance urn:uuid:%s where the request id is a UUID, as only then RFC 9562 allows it',
    async (id) => {
      const { app } = startService();
      const answer = await ask(app, { path: '/nowhere', headers: { 'X-Request-Id': id } });
      expect(answer.json['instance']).toBe(`urn:uuid:${id}`);
    },
  );

  test.each([
    'short',
    'a'.repeat(49),
    'a1b2c3d4 and a blank',
    'a1b2c3d4\tand-a-tab',
    'a1b2c3d4,',
    '<script>x</script>',
    '{"level":50}',
  ])('T36 T61 has an id of its own instead of the request id %j', async (id) => {
    const { app, events } = startService();
    const answer = await askRaw(app, ['GET /nowhere HTTP/1.1', 'Host: a.example', `X-Request-Id: ${id}`]);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(JSON.stringify([answer, events])).not.toContain(id);
  });

  test('T61 has an id of its own when the caller sent two', async () => {
    const { app } = startService();
    const lines = [
      'GET /nowhere HTTP/1.1',
      'Host: a.example',
      'X-Request-Id: a1b2c3d4',
      'X-Request-Id: b1b2c3d4',
    ];
    expect((await askRaw(app, lines)).headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test('T22 has nothing of Host, X-Forwarded-Host, Forwarded or the absolute form in it', async () => {
    const { app } = startService({ settings: { trustProxy: 1 } });
    for (const path of ['/logout', '/nowhere', '/problems/internal', '/livez']) {
      const answer = await askRaw(app, [
        `GET http://evil.example:1234${path} HTTP/1.1`,
        'Host: evil.example',
        'X-Forwarded-Host: evil.example',
        'X-Forwarded-Proto: evil',
        'X-Forwarded-For: 203.0.113.1',
        'Forwarded: host=evil.example;proto=evil',
        'X-Original-URL: /evil',
        'X-Rewrite-URL: /evil',
      ]);
      expect(JSON.stringify(answer)).not.toContain('evil');
    }
  });

  test.each([
    ['http:///nowhere', '/nowhere', 404],
    ['//evil.example//logout', '/nowhere', 404],
    ['*', '/nowhere', 404],
    ['http://[::1', '/', 400],
    ['http://', '/', 400],
    ['http://a b/', '/', 400],
    ['x', '/', 400],
    ['', '/', 400],
  ])('is one of ours when the request target is %j', async (target, path, status) => {
    const { app } = startService();
    const withTarget: RequestListener = (request, response) => {
      request.url = target;
      app(request, response);
    };
    const answer = await askRaw(withTarget, [`POST ${path} HTTP/1.1`, 'Host: a.example']);
    expect(answer.status).toBe(status);
  });
});
