import { afterEach, describe, expect, test } from '@jest/globals';
import { startManagementServer } from '../../../src/http/server/management-server.ts';
import type { RunningServer } from '../../../src/http/server/start-server.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

describe('the management port', () => {
  const { telemetry } = createRecordedTelemetry();
  let server: RunningServer;

  const start = async (isReady: () => Promise<boolean>) => {
    server = await startManagementServer({
      host: '127.0.0.1',
      port: 0,
      telemetry,
      metricsText: () => telemetry.metricsText(),
      isReady,
      durability: 'durable',
    });
    return `http://127.0.0.1:${server.port}`;
  };

  afterEach(() => server.stop({ drainDelayMs: 0, timeoutMs: 0 }));

  test('serves the metrics in Prometheus’ format, and nobody stores them', async () => {
    const url = await start(() => Promise.resolve(true));
    const response = await fetch(`${url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text).toContain('# TYPE http_request_duration_seconds histogram');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });

  test.each([
    ['ready', 200, () => Promise.resolve(true)],
    ['not-ready', 503, () => Promise.resolve(false)],
    ['not-ready', 503, () => Promise.reject(new Error('store is gone'))],
  ])('readiness says %s with %d', async (word, status, isReady) => {
    const url = await start(isReady);
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      status,
      { status: word, durability: 'durable' },
    ]);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  test('answers 404 elsewhere, also on the names that every object has', async () => {
    const url = await start(() => Promise.resolve(true));
    for (const path of ['/', '/logout', '/constructor', '/__proto__']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });

  test('answers 405 with Allow to anything but GET and HEAD', async () => {
    const url = await start(() => Promise.resolve(true));
    const response = await fetch(`${url}/metrics`, { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(`${url}/livez`, { method: 'HEAD' })).status).toBe(200);
  });
});
