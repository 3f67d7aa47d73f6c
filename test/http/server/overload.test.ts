import { afterEach, describe, expect, test } from '@jest/globals';
import { createOriginPermission } from '../../../src/http/origin-permission.ts';
import { createEventLoopDelay } from '../../../src/http/server/event-loop-delay.ts';
import type { ServerSettings } from '../../../src/http/server/server-settings.ts';
import { startServer, type RunningServer } from '../../../src/http/server/start-server.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { eventually } from '../../support/eventually.ts';
import { answerOf, openRaw } from '../../support/raw-request.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

describe('under overload', () => {
  const recorded = createRecordedTelemetry();
  let delayMs = 0;
  let handled = 0;
  let server: RunningServer;

  const start = async (settings: Partial<ServerSettings>) => {
    handled = 0;
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      telemetry: recorded.telemetry,
      settings,
      eventLoopDelayMs: () => delayMs,
      permissionOf: createOriginPermission({ all: () => [SPA] }),
      handler: (_request, response) => {
        handled += 1;
        response.end('answered');
      },
    });
    return `http://127.0.0.1:${server.port}`;
  };

  afterEach(() => server.stop({ drainDelayMs: 0, timeoutMs: 0 }));

  test('F40: a request is answered 503 with Retry-After before any work is done, and counted', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    const response = await fetch(`${url}/logout`, { method: 'POST' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ code: 'overloaded', status: 503, retryable: true });
    expect(handled).toBe(0);
    expect(await recorded.telemetry.metricsText()).toContain('http_requests_shed_total 1\n');
  });

  test('F40: a revocation is refused in the format of RFC 6749 section 5.2', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    const response = await fetch(`${url}/oauth2/revoke`, { method: 'POST' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });

  test('T13 a frontend of a listed origin can read the refusal, and a foreign one cannot', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    const from = (Origin: string) => fetch(`${url}/logout`, { method: 'POST', headers: { Origin } });
    const listed = await from('https://spa.example.com');
    expect(listed.status).toBe(503);
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://spa.example.com');
    expect(listed.headers.get('access-control-allow-credentials')).toBe('true');
    expect(listed.headers.get('access-control-expose-headers')).toContain('Retry-After');
    const foreign = await from('https://spa.example.com.evil.example');
    expect(foreign.status).toBe(503);
    expect([...foreign.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    for (const { headers } of [listed, foreign]) expect(headers.get('vary')).toBe('Origin, Sec-Fetch-Site');
  });

  test('a preflight is never shed, or no browser would read the refusal that follows', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    expect((await fetch(`${url}/logout`, { method: 'OPTIONS' })).status).toBe(200);
    expect(handled).toBe(1);
  });

  test('health is answered all the same', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 100_000;
    for (const path of ['/livez', '/readyz', '/readyz?probe']) {
      expect((await fetch(url + path)).status).toBe(200);
    }
    expect((await fetch(`${url}/livez/more`)).status).toBe(503);
  });

  test('a delay up to the limit sheds nothing', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 500;
    expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
  });

  test('T29: connections above the limit are dropped and counted, and others are served', async () => {
    delayMs = 0;
    const url = await start({ maxConnections: 2 });
    const first = openRaw(server.port, '');
    const second = openRaw(server.port, '');
    const dropped = await answerOf(openRaw(server.port, ''));
    expect(dropped).toBe('');
    expect(await recorded.telemetry.metricsText()).toMatch(/http_connections_dropped_total [1-9]/);
    first.destroy();
    second.destroy();
    await eventually(async () => (await fetch(url).catch(() => undefined))?.status === 200);
  });

  test('the event loop’s delay shows a stall, and that it is over', async () => {
    await start({});
    const delay = createEventLoopDelay();
    const untilMs = performance.now() + 1_500;
    while (performance.now() < untilMs) continue;
    await eventually(() => delay.delayMs() > 500);
    await eventually(() => delay.delayMs() < 500);
    delay.stop();
  });
});
