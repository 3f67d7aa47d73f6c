import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IDLE_EVENT_LOOP } from '../../../src/http/server/event-loop.ts';
import { startServer, type RunningServer } from '../../../src/http/server/start-server.ts';
import { eventually } from '../../support/eventually.ts';
import { answerOf, openRaw, rawRequest } from '../../support/raw-request.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

const COUNT = 100;
const POST = 'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 100\r\n\r\n{"refresh';

/** Sends bytes and then a little more every now and then, for as long as the other side listens. */
function drip(port: number, bytes: string, more: string): Promise<string> {
  const socket = openRaw(port, bytes);
  const timer = setInterval(() => socket.write(more), 20);
  return answerOf(socket).finally(() => clearInterval(timer));
}

describe('T27: slow callers', () => {
  const recorded = createRecordedTelemetry();
  let closedResponses = 0;
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({
      eventLoop: IDLE_EVENT_LOOP,
      host: '127.0.0.1',
      port: 0,
      telemetry: recorded.telemetry,
      settings: {
        headersTimeoutMs: 200,
        requestTimeoutMs: 400,
        connectionsCheckingIntervalMs: 20,
        socketTimeoutMs: 300,
      },
      handler: (request, response) => {
        response.once('close', () => (closedResponses += 1));
        if (request.url === '/large') response.end(Buffer.alloc(64 * 1024 * 1024));
        else request.resume().on('end', () => response.end('answered'));
      },
    });
  });
  afterAll(() => server.stop({ drainDelayMs: 0, timeoutMs: 0 }));

  test.each([
    [
      'whose headers never end',
      () => drip(server.port, 'POST /logout HTTP/1.1\r\nHost: service\r\n', 'X-A: b\r\n'),
    ],
    ['whose body never ends', () => drip(server.port, POST, ' ')],
  ])('%s are answered 408, all of them, while others are served', async (_, slow) => {
    const answers = Promise.all(Array.from({ length: COUNT }, slow));
    const served = await rawRequest(
      server.port,
      'GET / HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n',
    );
    expect(served).toMatch(/^HTTP\/1\.1 200 /);
    for (const answer of await answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(answer).toContain('Cache-Control: no-store');
    }
  });

  test('who never say anything lose their connection', async () => {
    const answers = await Promise.all(
      Array.from({ length: COUNT }, () => answerOf(openRaw(server.port, ''))),
    );
    expect(answers.every((answer) => answer === '' || answer.startsWith('HTTP/1.1 408 '))).toBe(true);
  });

  test('T28: who never read their answer lose their connection', async () => {
    const before = closedResponses;
    const sockets = Array.from({ length: 5 }, () =>
      openRaw(server.port, 'GET /large HTTP/1.1\r\nHost: service\r\n\r\n').pause(),
    );
    await eventually(() => closedResponses === before + sockets.length);
    for (const socket of sockets) socket.destroy();
  });

  test('are counted', async () => {
    await drip(server.port, POST, '');
    expect(await recorded.telemetry.metricsText()).toMatch(
      /http_requests_malformed_total\{status="408"\} [1-9]/,
    );
  });
});
