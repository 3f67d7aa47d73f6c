import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Span } from '../../../src/telemetry/tracing/span.ts';
import { createSpanExporter } from '../../../src/telemetry/tracing/span-exporter.ts';
import { eventually } from '../../support/eventually.ts';
import { startOtlpCollector, type OtlpCollector } from '../../support/telemetry/otlp-collector.ts';

const SPAN: Span = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: '00f067aa0ba902b7',
  parentSpanId: undefined,
  name: 'POST /logout',
  kind: 'server',
  startMs: 1_795_000_000_000,
  endMs: 1_795_000_000_012.3,
  attributes: { 'http.route': '/logout', 'http.response.status_code': 200 },
  hasFailed: false,
};

let collector: OtlpCollector;
beforeEach(async () => {
  collector = await startOtlpCollector();
});
afterEach(() => collector.stop());

const exporterTo = (url: string, more = {}) =>
  createSpanExporter({
    url,
    headers: {},
    resource: { 'service.name': 'cognito-logout' },
    timeoutMs: 5_000,
    scheduleDelayMs: 1_000_000,
    ...more,
  });

describe('the exporter of spans', () => {
  test('sends them as OTLP asks for, with the headers that the collector wants', async () => {
    const headers = { 'x-key': 'value' };
    const exporter = exporterTo(`${collector.url}/v1/traces`, { headers });
    exporter.add(SPAN);
    exporter.add({ ...SPAN, parentSpanId: 'b7ad6b7169203331', kind: 'client', hasFailed: true });
    await exporter.flush(5_000);

    expect(collector.requests).toHaveLength(1);
    const [request] = collector.requests;
    expect(request?.path).toBe('/v1/traces');
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'value' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      resourceSpans: [
        {
          resource: expect.objectContaining({
            attributes: [{ key: 'service.name', value: { stringValue: 'cognito-logout' } }],
          }),
          scopeSpans: [
            {
              scope: expect.objectContaining({ name: 'cognito-logout' }),
              spans: [
                expect.objectContaining({
                  traceId: SPAN.traceId,
                  spanId: SPAN.spanId,
                  name: 'POST /logout',
                  kind: 2,
                  startTimeUnixNano: '1795000000000000000',
                  endTimeUnixNano: '1795000000012300000',
                  attributes: [
                    { key: 'http.route', value: { stringValue: '/logout' } },
                    { key: 'http.response.status_code', value: { intValue: 200 } },
                  ],
                  status: { code: 0 },
                }),
                expect.objectContaining({ parentSpanId: 'b7ad6b7169203331', kind: 3, status: { code: 2 } }),
              ],
            },
          ],
        },
      ],
    });
    expect(exporter.droppedSpans()).toBe(0);
  });

  test('sends what has waited long enough without being asked', async () => {
    exporterTo(collector.url, { scheduleDelayMs: 1 }).add(SPAN);
    await eventually(() => collector.spans().length === 1);
  });

  test('sends a full batch at once, and many spans in batches', async () => {
    const exporter = exporterTo(collector.url);
    for (let n = 0; n < 512; n += 1) exporter.add(SPAN);
    await eventually(() => collector.spans().length === 512);
    for (let n = 0; n < 1500; n += 1) exporter.add(SPAN);
    await exporter.flush(5_000);
    expect(collector.spans()).toHaveLength(2012);
    expect(Math.max(...collector.requests.map(({ body }) => body.split('"traceId"').length - 1))).toBe(512);
  });

  test.each([400, 500, 302] as const)('drops and counts what is answered with %d', async (status) => {
    collector.answer = status;
    const exporter = exporterTo(collector.url);
    exporter.add(SPAN);
    await exporter.flush(5_000);
    expect(exporter.droppedSpans()).toBe(1);
    expect(collector.requests).toHaveLength(1);
    collector.answer = 200;
    exporter.add(SPAN);
    await exporter.flush(5_000);
    expect(exporter.droppedSpans()).toBe(1);
  });

  test('asks again where the collector is only busy, and then gives up', async () => {
    collector.answer = 429;
    const exporter = exporterTo(collector.url);
    exporter.add(SPAN);
    await exporter.flush(5_000);
    expect(collector.requests.length).toBeGreaterThan(1);
    expect(exporter.droppedSpans()).toBe(1);
  });

  test('drops and counts what nobody takes, and what does not fit while nobody answers', async () => {
    const lonely = exporterTo('http://127.0.0.1:9/v1/traces', { timeoutMs: 100 });
    lonely.add(SPAN);
    await lonely.flush(5_000);
    expect(lonely.droppedSpans()).toBe(1);

    collector.answer = 'none';
    const waiting = exporterTo(collector.url, { timeoutMs: 100 });
    for (let n = 0; n < 4000; n += 1) waiting.add(SPAN);
    expect(waiting.droppedSpans()).toBe(4000 - 512 - 2048);
    await waiting.flush(1);
  });

  test('gives up on a collector that does not answer in time', async () => {
    collector.answer = 'none';
    const exporter = exporterTo(collector.url, { timeoutMs: 50 });
    exporter.add(SPAN);
    await exporter.flush(60_000);
    expect(exporter.droppedSpans()).toBe(1);
  });
});
