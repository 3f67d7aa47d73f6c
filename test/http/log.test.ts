import { ROUTE_LABELS } from '../../src/http/routing/route-labels.ts';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createFingerprint } from '../../src/tokens/fingerprint.ts';
import { encodingsOf } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { adminRevoke, BY_TOKEN, BY_USER } from '../support/http/questions/admin-questions.ts';
import { apiCall } from '../support/http/api-calls.ts';
import { ask, type Question } from '../support/http/ask.ts';
import { askRaw } from '../support/http/ask-raw.ts';
import { SPA } from '../support/http/app-clients.ts';
import * as credentials from '../support/http/credentials.ts';
import { basic, FORM_TYPE, oauthRevoke } from '../support/http/questions/oauth-questions.ts';
import { createRecordingTelemetry } from '../support/http/in-memory-ports.ts';
import { startService } from '../support/http/service.ts';
import { createRecordedTelemetry } from '../support/recorded-telemetry.ts';

const { ACCESS_TOKEN, ADMIN_KEY, ID_TOKEN, REFRESH_TOKEN, UNKNOWN_KEY } = credentials;
const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };

describe('The log of a request', () => {
  test('says what was asked, by whom and how it ended, with the token as a fingerprint', async () => {
    const { app, events } = startService();

    const answer = await ask(app, { path: '/logout', body: BODY });

    expect(events).toEqual([
      {
        name: 'requestServed',
        fields: {
          requestId: answer.headers['x-request-id'],
          route: 'POST /logout',
          status: 200,
          durationMs: expect.any(Number),
          clientAddress: expect.stringContaining('127.0.0.1'),
          trace: expect.objectContaining({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/) }),
          clientId: SPA.clientId,
          fingerprint: createFingerprint(Buffer.alloc(32, 7))(REFRESH_TOKEN),
          receiptId: answer.json['receiptId'],
          adminId: undefined,
          code: undefined,
        },
      },
    ]);
  });

  test('has in its duration what the request waited for before its turn came', async () => {
    const { app, events } = startService();
    let waitedMs = 0;
    const server = createServer(app.messages, (request, response) => {
      const fromMs = performance.now();
      setTimeout(() => {
        waitedMs = performance.now() - fromMs;
        app(request, response);
      }, 20);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;

    await fetch(`http://127.0.0.1:${port}/livez`, { headers: { connection: 'close' } });
    await eventually(() => events.length > 0);
    server.close();

    const [{ fields } = { fields: {} }] = events;
    expect(fields).toHaveProperty('durationMs', expect.any(Number));
    expect((fields as { readonly durationMs: number }).durationMs).toBeGreaterThanOrEqual(waitedMs);
  });

  test('is written once, and at once, for a caller who was gone before the request was begun', async () => {
    const { app, events } = startService();
    const server = createServer((request, response) => {
      response.once('close', () => setImmediate(() => app(request, response)));
      request.socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;

    const question = fetch(`http://127.0.0.1:${port}/logout`, { method: 'POST', body: JSON.stringify(BODY) });
    await expect(question).rejects.toThrow('fetch failed');
    await eventually(() => events.length > 0);
    await new Promise(setImmediate);

    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      name: 'requestServed',
      fields: { status: 499, route: 'POST /logout' },
    });
    server.close();
  });

  test('has the code of a refusal, and no app client that the caller made up', async () => {
    const { app, events } = startService();
    await ask(app, { path: '/logout', body: { ...BODY, clientId: 'madeup' } });
    expect(events.at(-1)?.fields).toMatchObject({ status: 400, code: 'unknown-client', clientId: undefined });
  });

  test('says 499, and not 200, when the caller went away before the answer', async () => {
    const { telemetry, events } = createRecordingTelemetry();
    const waiting = new EventEmitter();
    const { app } = startService({
      endSession: () => {
        waiting.emit('arrived');
        return new Promise(() => undefined);
      },
      telemetry: {
        ...telemetry,
        requestServed: (event) => {
          telemetry.requestServed(event);
          waiting.emit('logged');
        },
      },
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const body = JSON.stringify(BODY);
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const head = ['POST /logout HTTP/1.1', 'Host: a', 'Content-Type: application/json'].join('\r\n');
    const arrived = once(waiting, 'arrived');
    const logged = once(waiting, 'logged');
    socket.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await arrived;
    socket.destroy();
    await logged;
    server.close();

    expect(events.map(({ fields }) => fields['status'])).toEqual([499]);
  });

  test.each([
    ['GET', '/logout', 405, 'ANY /logout'],
    ['PURGE', '/logout', 405, 'ANY /logout'],
    ['OPTIONS', '/oauth2/revoke', 204, 'ANY /oauth2/revoke'],
    ['POST', '/livez', 405, 'ANY /livez'],
    ['DELETE', '/problems/internal', 405, 'ANY /problems/{code}'],
    ['HEAD', '/problems/internal', 200, 'GET /problems/{code}'],
  ])('has for %s %s the status %d and the route "%s"', async (method, path, status, route) => {
    const { app, events } = startService();
    await askRaw(app, [`${method} ${path} HTTP/1.1`, 'Host: a.example']);
    expect(events.map(({ fields }) => [fields['status'], fields['route']])).toEqual([[status, route]]);
    expect(ROUTE_LABELS).toContain(route);
  });

  test.each([
    `/logout/${REFRESH_TOKEN}`,
    `/${REFRESH_TOKEN}`,
    `/logout/?t=${REFRESH_TOKEN}`,
    `/problems/${REFRESH_TOKEN}`,
    '/LOGOUT',
    '/logout%2f',
    '/logout;a=b',
    '/./logout',
  ])('T32 has the route "unmatched" for a path that is none of ours, and never the path', async (path) => {
    const { app, events } = startService();
    const answer = await askRaw(app, [`GET ${path} HTTP/1.1`, 'Host: a.example']);
    expect(answer.status).toBe(404);
    expect(events.map(({ fields }) => fields['route'])).toEqual(['unmatched']);
    expect(JSON.stringify(events)).not.toContain(path);
  });
});

/** A token or key in every field, header and path that there is, in requests that succeed and in ones that fail. */
function leakyQuestions(): readonly Question[] {
  const secrets = [REFRESH_TOKEN, ACCESS_TOKEN, ID_TOKEN, ADMIN_KEY, UNKNOWN_KEY];
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  const headers = [
    'Authorization',
    'Cookie',
    'Referer',
    'User-Agent',
    'X-Request-Id',
    'Origin',
    'X-Forwarded-For',
  ];
  return [
    { path: '/logout', body: { ...BODY, accessToken: ACCESS_TOKEN, idToken: ID_TOKEN } },
    adminRevoke(BY_TOKEN),
    adminRevoke({ ...BY_USER, reason: REFRESH_TOKEN.slice(0, 500) }),
    ...secrets.flatMap((secret): Question[] => [
      { path: '/logout', headers: JSON_TYPE, body: `{"refreshToken":"${secret}` },
      { path: '/logout', headers: JSON_TYPE, body: secret },
      { path: '/logout', headers: { 'Content-Type': secret }, body: secret },
      { path: '/logout', headers: { 'Content-Encoding': secret }, body: secret },
      { path: '/logout', body: { [secret]: secret } },
      { path: '/logout', body: { clientId: secret, refreshToken: [secret] } },
      { path: `/logout?t=${secret}`, body: BODY },
      { path: `/${secret}`, body: BODY },
      { path: '/logout', headers: { Cookie: `__Host-rt=${secret}` } },
      { path: '/logout', headers: { Cookie: `__Host-rt=${secret}`, 'Sec-Fetch-Site': 'same-origin' } },
      oauthRevoke({ token: secret, client_id: SPA.clientId, client_secret: secret }),
      apiCall('RevokeToken', { Token: secret, ClientId: secret, ClientSecret: secret }),
      apiCall(secret, { [secret]: secret }),
      oauthRevoke({ token: secret, client_id: secret }),
      oauthRevoke({ [secret]: secret }, basic(`${SPA.clientId}:${secret}`)),
      oauthRevoke({ token: secret }, basic(secret)),
      { path: `/oauth2/revoke?token=${secret}`, headers: FORM_TYPE, body: secret },
      { path: '/admin/revoke', headers: { Authorization: `Bearer ${secret}` }, body: { username: secret } },
      { path: '/admin/revoke', headers: { Authorization: `Basic ${secret}` }, body: BY_USER },
      ...headers.map((name) => ({ path: '/logout', headers: { [name]: secret }, body: BODY })),
    ]),
  ];
}

describe('T30 T31 Nothing that is logged', () => {
  test('has a token or key in it, in any encoding, whatever was asked and whatever went wrong', async () => {
    const recorded = createRecordedTelemetry();
    const failing = new Error(`failed for ${REFRESH_TOKEN}`);
    const services = [
      startService({ telemetry: recorded.telemetry }),
      startService({ telemetry: recorded.telemetry, endSession: () => Promise.reject(failing) }),
      startService({
        telemetry: recorded.telemetry,
        endSession: () => Promise.reject(Object.assign(failing, BODY)),
      }),
    ];

    for (const { app } of services) for (const question of leakyQuestions()) await ask(app, question);

    const text = recorded.text();
    expect(recorded.lines().length).toBeGreaterThan(leakyQuestions().length * services.length);
    const leaked = Object.values(credentials).filter((secret) => {
      return encodingsOf(secret).some((form) => text.includes(form));
    });
    expect(leaked).toEqual([]);
  });

  test('T36 breaks out of its line, whatever the headers say', async () => {
    const recorded = createRecordedTelemetry();
    const { app } = startService({ telemetry: recorded.telemetry, settings: { trustProxy: 1 } });
    const hostile = '\\n{"level":50,"msg":"forged"}\u001b[31m';
    const lines = ['User-Agent', 'X-Forwarded-For', 'X-Request-Id', 'Origin', 'Referer'].map((name) => {
      return `${name}: ${hostile.replace('\u001b', '%1b')}`;
    });

    await askRaw(app, ['POST /nowhere HTTP/1.1', 'Host: a.example', ...lines]);

    expect(recorded.lines()).toHaveLength(1);
    expect(recorded.text()).not.toContain('forged');
  });
});
