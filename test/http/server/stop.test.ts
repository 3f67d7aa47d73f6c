import { afterEach, describe, expect, test } from '@jest/globals';
import { IDLE_EVENT_LOOP, type EventLoop } from '../../../src/http/server/event-loop.ts';
import { startServer, type RunningServer } from '../../../src/http/server/start-server.ts';
import { eventually } from '../../support/eventually.ts';
import { answerOf, openRaw, rawRequest } from '../../support/raw-request.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

const GET = 'GET / HTTP/1.1\r\nHost: service\r\n\r\n';
const FOR_EVER = { drainDelayMs: 1_000_000, timeoutMs: 1_000_000 };

describe('stopping', () => {
  const held: (() => void)[] = [];
  let server: RunningServer;

  const start = async (eventLoop: EventLoop = IDLE_EVENT_LOOP) => {
    held.length = 0;
    server = await startServer({
      eventLoop,
      host: '127.0.0.1',
      port: 0,
      telemetry: createRecordedTelemetry().telemetry,
      handler: (request, response) => {
        if (request.url === '/hold') held.push(() => response.end('answered'));
        else response.end('answered');
      },
    });
  };
  const holdOne = async () => {
    const answer = rawRequest(server.port, GET.replace('/', '/hold'));
    await eventually(() => held.length === 1);
    return answer;
  };
  const refusesConnections = async () => (await rawRequest(server.port, GET)) === '';

  afterEach(() => {
    void server.stop(FOR_EVER);
    return server.stop(FOR_EVER);
  });

  test('shows at once that it is stopping, and goes on serving with Connection: close', async () => {
    await start();
    expect(server.isStopping()).toBe(false);
    void server.stop(FOR_EVER);
    expect(server.isStopping()).toBe(true);
    const answer = await rawRequest(server.port, GET);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
  });

  test('tells it to whom it refuses as well', async () => {
    await start({ ...IDLE_EVENT_LOOP, delayMs: () => Infinity });
    const refuse = () => rawRequest(server.port, GET.replace('GET /', 'POST /logout'));
    void server.stop(FOR_EVER);
    expect(await refuse()).toMatch(/^HTTP\/1\.1 503 [^]*\r\nConnection: close\r\n/);
  });

  test('closes a kept connection with its next answer, so that a load balancer lets go of it', async () => {
    await start();
    const socket = openRaw(server.port, GET);
    const answer = answerOf(socket);
    await eventually(() => socket.bytesRead > 0);
    void server.stop(FOR_EVER);
    socket.write(GET);
    const connectionHeaders = (await answer).match(/Connection: \S+/g);
    expect(connectionHeaders).toEqual(['Connection: keep-alive', 'Connection: close']);
  });

  test('finishes what is in flight after it has stopped accepting', async () => {
    await start();
    const pending = holdOne();
    await eventually(() => held.length === 1);
    const stopped = server.stop({ drainDelayMs: 0, timeoutMs: 1_000_000 });
    await eventually(refusesConnections);
    held[0]?.();
    expect(await pending).toMatch(/Connection: close\r\n[^]*answered$/);
    expect(await stopped).toBe(0);
  });

  test('closes idle connections at the end of the drain delay', async () => {
    await start();
    const idle = openRaw(server.port, GET);
    const answer = answerOf(idle);
    await eventually(() => idle.bytesRead > 0);
    expect(await server.stop({ drainDelayMs: 0, timeoutMs: 1_000_000 })).toBe(0);
    expect(await answer).toMatch(/answered$/);
  });

  test('cuts off after the timeout what is left, and says how much that was', async () => {
    await start();
    const pending = holdOne();
    await eventually(() => held.length === 1);
    expect(await server.stop({ drainDelayMs: 0, timeoutMs: 1 })).toBe(1);
    expect(await pending).toBe('');
  });

  test('ends at once when it is called again', async () => {
    await start();
    const pending = holdOne();
    await eventually(() => held.length === 1);
    const stopped = server.stop(FOR_EVER);
    expect(await server.stop(FOR_EVER)).toBe(1);
    expect(await stopped).toBe(1);
    expect(await pending).toBe('');
  });
});
