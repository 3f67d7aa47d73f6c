import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IDLE_EVENT_LOOP } from '../../../src/http/server/event-loop.ts';
import { startServer, type RunningServer } from '../../../src/http/server/start-server.ts';
import { rawRequest } from '../../support/raw-request.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

const HEAD = 'POST /logout HTTP/1.1\r\nHost: service\r\n';
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
const TRAILING = 'GET /smuggled HTTP/1.1\r\nHost: service\r\n\r\n';

const SMUGGLING: readonly (readonly [string, string])[] = [
  [
    'Content-Length and Transfer-Encoding',
    `${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'Transfer-Encoding and Content-Length',
    `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  ],
  ['a space before the colon of Transfer-Encoding', `${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
  ['a tab before the colon of Content-Length', `${HEAD}Content-Length\t: 4\r\n\r\nabcd`],
  ['a folded header', `${HEAD}X-Folded: a\r\n b\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`],
  ['bare line feeds', 'POST /logout HTTP/1.1\nHost: service\nContent-Length: 0\n\n'],
  ['two different lengths', `${HEAD}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`],
  ['a length with a sign', `${HEAD}Content-Length: +4\r\n\r\nabcd`],
  ['a length in hexadecimal', `${HEAD}Content-Length: 0x4\r\n\r\nabcd`],
  ['a chunk size with a sign', `${CHUNKED}+2\r\nab\r\n0\r\n\r\n`],
  ['a chunk size that is no number', `${CHUNKED}zz\r\nab\r\n0\r\n\r\n`],
  ['a NUL in a header', `${HEAD}X-Nul: a\0b\r\n\r\n`],
  ['identity before chunked', `${HEAD}Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n`],
  ['gzip before chunked', `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
  ['nothing before chunked', `${HEAD}Transfer-Encoding: , chunked\r\n\r\n0\r\n\r\n`],
];

const UNUSUAL: readonly (readonly [string, string])[] = [
  ['an unknown method', 'FOO /logout HTTP/1.1\r\nHost: service\r\n\r\n'],
  ['no Host', 'POST /logout HTTP/1.1\r\nContent-Length: 0\r\n\r\n'],
  [
    'an absolute-form target that names another host',
    'POST http://elsewhere/logout HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n',
  ],
  ['a blank in Host', 'POST /logout HTTP/1.1\r\nHost: service elsewhere\r\n\r\n'],
  ['a path in Host', 'POST /logout HTTP/1.1\r\nHost: service/x\r\n\r\n'],
  ['a user in Host', 'POST /logout HTTP/1.1\r\nHost: service@elsewhere\r\n\r\n'],
  ['an asterisk-form target', 'POST * HTTP/1.1\r\nHost: service\r\n\r\n'],
  ['CONNECT', 'CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\n'],
  ['a request line without a version', 'GET /logout\r\n\r\n'],
  ['bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
];

describe('a malformed request', () => {
  const recorded = createRecordedTelemetry();
  const handled: string[] = [];
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({
      eventLoop: IDLE_EVENT_LOOP,
      host: '127.0.0.1',
      port: 0,
      telemetry: recorded.telemetry,
      handler: (request, response) => {
        handled.push(`${request.method} ${request.url}`);
        const answer = () => response.end('handled');
        request.resume().on('end', request.url === '/slow' ? () => setTimeout(answer, 50) : answer);
      },
    });
  });
  afterAll(() => server.stop({ drainDelayMs: 0, timeoutMs: 0 }));

  test.each(SMUGGLING)('T25: %s is answered 400, and what follows is never read', async (_, bytes) => {
    handled.length = 0;
    const answer = await rawRequest(server.port, bytes + TRAILING);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).not.toContain('handled');
    expect(handled.filter((line) => line.includes('smuggled'))).toEqual([]);
  });

  test.each(UNUSUAL)('%s is answered 400 and reaches no handler', async (_, bytes) => {
    handled.length = 0;
    const answer = await rawRequest(server.port, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('Cache-Control: no-store');
    expect(handled).toEqual([]);
  });

  test.each([
    ['without Host', 'GET /refused HTTP/1.1\r\n\r\n'],
    ['with a foreign target', 'GET http://elsewhere/ HTTP/1.1\r\nHost: service\r\n\r\n'],
    ['with an unknown expectation', 'GET / HTTP/1.1\r\nHost: service\r\nExpect: a\r\n\r\n'],
  ])('T25: what follows a request %s is not carried out', async (_, bytes) => {
    handled.length = 0;
    const answer = await rawRequest(server.port, bytes + TRAILING);
    expect(answer.match(/HTTP\/1\.1 4\d\d/g)).toHaveLength(1);
    expect(handled).toEqual([]);
  });

  test('T28: of more requests at once than anybody needs, the first are answered and the rest is not carried out', async () => {
    handled.length = 0;
    const answer = await rawRequest(server.port, TRAILING.repeat(500));
    expect(answer.match(/handled/g)).toHaveLength(16);
    expect(answer).toMatch(/HTTP\/1\.1 429 Too Many Requests\r\n[^]*"code":"too-many-requests"[^]*}$/);
    expect(handled).toHaveLength(16);
  });

  test('T18: the answer is a problem that nobody stores, on a connection that closes', async () => {
    const answer = await rawRequest(server.port, 'nonsense\r\n\r\n');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain('Cache-Control: no-store');
    expect(head).toContain('Content-Type: application/problem+json');
    expect(head).toContain('Connection: close');
    expect(head).toContain('Strict-Transport-Security: max-age=31536000; includeSubDomains');
    expect(head).toContain("Content-Security-Policy: default-src 'none';base-uri 'none'");
    const requestId = /X-Request-Id: (\S+)/.exec(head)?.[1];
    expect(JSON.parse(body)).toEqual({
      type: '/problems/invalid-request',
      title: 'The request is not valid',
      status: 400,
      code: 'invalid-request',
      detail: 'This is not a well-formed HTTP/1.1 request.',
      instance: `urn:uuid:${requestId}`,
      retryable: false,
    });
  });

  test('an absolute-form target that names the same host is accepted, as RFC 9112 section 3.2.2 demands', async () => {
    const answer = await rawRequest(
      server.port,
      'GET http://Service/ HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('more than 16 kB of headers are answered 431', async () => {
    const answer = await rawRequest(server.port, `${HEAD}X-Long: ${'a'.repeat(17_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  test.each([
    [98, /^HTTP\/1\.1 200 /],
    [99, /^HTTP\/1\.1 431 /],
  ])('Host, Connection and %d more headers are answered as the limit of 100 says', async (count, status) => {
    const more = Array.from({ length: count }, (_, n) => `X-${n}: a\r\n`).join('');
    const answer = await rawRequest(
      server.port,
      `GET / HTTP/1.1\r\nHost: service\r\nConnection: close\r\n${more}\r\n`,
    );
    expect(answer).toMatch(status);
  });

  test('an expectation other than 100-continue is answered 417', async () => {
    const answer = await rawRequest(
      server.port,
      `${HEAD}Expect: the-unexpected\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n/);
    expect(answer).toContain('Cache-Control: no-store');
  });

  test('an Upgrade is ignored, as RFC 9110 section 7.8 allows, and ends the connection', async () => {
    const answer = await rawRequest(
      server.port,
      'GET / HTTP/1.1\r\nHost: service\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n/);
  });

  test.each(['service', 'service:443', '127.0.0.1:3000', '[::1]:3000', 'xn--bcher-kva.example', ''])(
    'Host may be %p',
    async (host) => {
      const answer = await rawRequest(
        server.port,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    },
  );

  test('what was asked before on the connection is answered first, however long that takes', async () => {
    const answer = await rawRequest(
      server.port,
      'GET /slow HTTP/1.1\r\nHost: service\r\n\r\nnonsense\r\n\r\n',
    );
    expect(answer.match(/HTTP\/1\.1 \d+|handled/g)).toEqual(['HTTP/1.1 200', 'handled', 'HTTP/1.1 400']);
  });

  test('a body that turns out malformed is answered 400 at once, though its handler waits for the rest', async () => {
    const answer = await rawRequest(server.port, `${CHUNKED}2\r\nab\r\nzz\r\n`);
    expect(answer.match(/HTTP\/1\.1 \d+|handled/g)).toEqual(['HTTP/1.1 400']);
  });

  test('every one is counted by its status', async () => {
    await rawRequest(server.port, 'nonsense\r\n\r\n');
    expect(await recorded.telemetry.metricsText()).toMatch(
      /http_requests_malformed_total\{status="400"\} [1-9]/,
    );
  });
});
