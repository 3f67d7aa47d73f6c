import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createOriginPermission } from '../../../src/http/origin-permission.ts';
import type { ServerSettings } from '../../../src/http/server/server-settings.ts';
import { startServer, type RunningServer } from '../../../src/http/server/start-server.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { eventually } from '../../support/eventually.ts';
import { answerOf, openRaw } from '../../support/raw-request.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

describe('under overload', () => {
  const recorded = createRecordedTelemetry();
  const held: (() => void)[] = [];
  let delayMs = 0;
  let isBusy = false;
  let upstreamCalls = 0;
  let handled = 0;
  let server: RunningServer;

  const start = async (settings: Partial<ServerSettings>) => {
    handled = 0;
    held.length = 0;
    delayMs = 0;
    isBusy = false;
    upstreamCalls = 0;
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      telemetry: recorded.telemetry,
      settings,
      eventLoop: { delayMs: () => delayMs, isBusy: () => isBusy },
      upstreamCalls: () => upstreamCalls,
      permissionOf: createOriginPermission({ all: () => [SPA] }),
      handler: (request, response) => {
        handled += 1;
        if (request.url === '/hold') held.push(() => response.end('answered'));
        else response.end('answered');
      },
    });
    return `http://127.0.0.1:${server.port}`;
  };
  const hold = async (url: string, count: number, method = 'POST') => {
    const answers = Array.from({ length: count }, () => fetch(`${url}/hold`, { method }));
    await eventually(() => held.length === count);
    return async () => {
      for (const answer of held) answer();
      return (await Promise.all(answers)).map(({ status }) => status);
    };
  };

  const shedCount = async () =>
    Number(/http_requests_shed_total (\d+)/.exec(await recorded.telemetry.metricsText())?.[1] ?? 0);

  const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

  afterEach(() => server.stop({ drainDelayMs: 0, timeoutMs: 0 }));

  test('F40: a request is answered 503 with Retry-After before any work is done, and counted', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    const response = await fetch(`${url}/logout`, { method: 'POST' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(await response.json()).toMatchObject({ code: 'overloaded', status: 503, retryable: true });
    expect(handled).toBe(0);
    expect(await recorded.telemetry.metricsText()).toContain('http_requests_shed_total 1\n');
  });

  test('each refusal has an id of its own, the same in its header and its body', async () => {
    const url = await start({ overloadDelayMs: 500 });
    delayMs = 501;
    const ids = new Set<string | null>();
    for (let count = 1; count <= 2; count += 1) {
      const response = await fetch(`${url}/logout`, { method: 'POST' });
      const id = response.headers.get('x-request-id');
      expect(await response.json()).toMatchObject({ instance: `urn:uuid:${id}` });
      expect(ids.add(id).size).toBe(count);
    }
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
    expect(listed.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
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

  describe('while the event loop is busy', () => {
    test('further changes are shed as long as too many wait for it, and what was let in before is answered', async () => {
      const url = await start({ overloadRequests: 2 });
      const answerHeld = await hold(url, 2);
      isBusy = true;
      const shed = await fetch(`${url}/logout`, { method: 'POST', body: '{}' });
      expect(shed.status).toBe(503);
      expect(shed.headers.get('retry-after')).toBe('1');
      expect(await shed.json()).toMatchObject({ code: 'overloaded' });
      expect(handled).toBe(2);
      expect(await answerHeld()).toEqual([200, 200]);
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
      expect(await recorded.telemetry.metricsText()).toMatch(/http_requests_shed_total [1-9]/);
    });

    test('more than 64 are not worked on at once, and are begun when there is room', async () => {
      const url = await start({});
      const answerHeld = await hold(url, 64);
      isBusy = true;
      const changeAndLook =
        'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n' +
        'GET /livez HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n';
      const answers = answerOf(openRaw(server.port, changeAndLook));
      await eventually(() => handled > 64);
      expect(handled).toBe(65);
      await answerHeld();
      expect((await answers).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
      expect(handled).toBe(66);
    });

    test('what still waits when the server has closed is not begun any more', async () => {
      await start({});
      for (let count = 0; count < 64; count += 1) {
        openRaw(server.port, 'POST /hold HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n');
      }
      await eventually(() => handled === 64);
      isBusy = true;
      const changeAndLook =
        'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n' +
        'GET /livez HTTP/1.1\r\nHost: service\r\n\r\n';
      openRaw(server.port, changeAndLook);
      await eventually(() => handled === 65);
      await server.stop({ drainDelayMs: 0, timeoutMs: 0 });
      isBusy = false;
      // Time enough for several looks at what waits.
      await after(30);
      expect(handled).toBe(65);
    });

    test('once too many wait, so is shed what has waited for too long, until there is time to spare', async () => {
      const url = await start({ overloadRequests: 66, overloadWaitMs: 1 });
      const answerHeld = await hold(url, 64);
      isBusy = true;
      const three = [1, 2, 3].map(() => fetch(`${url}/logout`, { method: 'POST', body: '{}' }));
      expect((await Promise.all(three)).map(({ status }) => status)).toEqual([503, 503, 503]);
      expect(handled).toBe(64);
      await answerHeld();
      for (const calm of [1, 2]) {
        expect([calm, (await fetch(`${url}/logout`, { method: 'POST' })).status]).toEqual([calm, 200]);
      }
      isBusy = false;
      held.length = 0;
      const answerOthers = await hold(url, 64);
      isBusy = true;
      const waiting = fetch(`${url}/logout`, { method: 'POST' });
      await answerOthers();
      expect((await waiting).status).toBe(200);
    });

    test('what changes nothing is answered all the same, health as well', async () => {
      const url = await start({ overloadRequests: 1 });
      const answerHeld = await hold(url, 1);
      isBusy = true;
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(503);
      for (const path of ['/livez', '/readyz', '/revocations']) {
        expect((await fetch(url + path)).status).toBe(200);
      }
      expect((await fetch(`${url}/logout`, { method: 'OPTIONS' })).status).toBe(200);
      expect((await fetch(`${url}/authorize/orders`, { method: 'POST' })).status).toBe(200);
      await answerHeld();
    });

    test('what waits for the upstream does not count, nor what trickles in, nor what reads a stream', async () => {
      const url = await start({ overloadRequests: 2 });
      const answerHeld = await hold(url, 3);
      isBusy = true;
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(503);
      upstreamCalls = 2;
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
      await answerHeld();
      held.length = 0;
      upstreamCalls = 0;
      for (let uploads = 0; uploads < 3; uploads += 1) {
        openRaw(server.port, 'POST /hold HTTP/1.1\r\nHost: service\r\nContent-Length: 2\r\n\r\n{');
        await eventually(() => held.length === uploads + 1);
      }
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
      held.length = 0;
      const endStreams = await hold(url, 3, 'GET');
      expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
      await endStreams();
    });

    test('the connection ends where a long body, or one of unknown length, would have to be thrown away', async () => {
      const url = await start({ overloadRequests: 1 });
      const answerHeld = await hold(url, 1);
      isBusy = true;
      for (const header of ['Content-Length: 65537', 'Transfer-Encoding: chunked']) {
        const post = `POST /logout HTTP/1.1\r\nHost: service\r\n${header}\r\n\r\n`;
        const answer = await answerOf(openRaw(server.port, post));
        expect(answer).toMatch(/^HTTP\/1\.1 503 /);
        expect(answer).toContain('\r\nConnection: close\r\n');
      }
      await answerHeld();
    });

    test('what came before a request whose connection ends is answered first', async () => {
      const url = await start({ overloadRequests: 65 });
      const answerHeld = await hold(url, 64);
      isBusy = true;
      const first = 'POST /first HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n';
      const look = 'GET /look HTTP/1.1\r\nHost: service\r\n\r\n';
      const last = 'POST /last HTTP/1.1\r\nHost: service\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
      const answer = answerOf(openRaw(server.port, first + look + last));
      await eventually(() => handled === 65);
      await answerHeld();
      expect(statusesIn(await answer)).toEqual(['200', '200', '503']);
    });

    test('nothing behind a long body that is thrown away is carried out, whether it was shed as it came or had waited', async () => {
      const url = await start({ overloadRequests: 66, overloadWaitMs: 1 });
      const shedBefore = await shedCount();
      const answerHeld = await hold(url, 64);
      isBusy = true;
      const post = `POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 65537\r\n\r\n${' '.repeat(65_537)}`;
      const next = 'POST /next HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n';
      const look = 'GET /look HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n';
      const waiting = answerOf(openRaw(server.port, post + next));
      await answerOf(openRaw(server.port, look));
      const asItCame = answerOf(openRaw(server.port, post + look));
      for (const text of [await waiting, await asItCame]) {
        expect(statusesIn(text)).toEqual(['503']);
      }
      expect(handled).toBe(65);
      expect((await shedCount()) - shedBefore).toBe(2);
      await answerHeld();
    });

    test('nothing that stands behind a request to upgrade is read as a request', async () => {
      const url = await start({ overloadRequests: 1 });
      const answerHeld = await hold(url, 1);
      isBusy = true;
      const upgrade =
        'POST /up HTTP/1.1\r\nHost: service\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
      const hidden = 'GET /hidden HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n';
      const victim = `POST /victim HTTP/1.1\r\nHost: service\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;
      const text = await answerOf(openRaw(server.port, upgrade + victim));
      expect(statusesIn(text)).toEqual(['503']);
      expect(handled).toBe(1);
      await answerHeld();
    });

    test('the connection of what was shed goes on, and what was pipelined behind it is carried out', async () => {
      const url = await start({ overloadRequests: 1 });
      const answerHeld = await hold(url, 1);
      isBusy = true;
      const post = 'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 2\r\n\r\n{}';
      const get = 'GET /last HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n';
      const text = await answerOf(openRaw(server.port, post + post + get));
      expect(statusesIn(text)).toEqual(['503', '503', '200']);
      await answerHeld();
    });
  });

  test('as long as there is time to spare, any number is let in', async () => {
    const url = await start({ overloadRequests: 1 });
    const answerHeld = await hold(url, 5);
    expect((await fetch(`${url}/logout`, { method: 'POST' })).status).toBe(200);
    expect(await answerHeld()).toEqual([200, 200, 200, 200, 200]);
  });

  test('T29: connections above the limit are dropped and counted, and others are served', async () => {
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
});
