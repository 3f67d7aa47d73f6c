import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { findLeaksOf } from '../../support/leaks/find-leaks-of.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import {
  startOtlpCollector,
  type CollectedSpan,
  type OtlpCollector,
} from '../../support/telemetry/otlp-collector.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const KEY = canary('CANARYkeyOfTheCollector0123456789');
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

const writeFile = temporaryFiles();
let collector: OtlpCollector;
let service: RunningService;

beforeAll(async () => {
  collector = await startOtlpCollector();
  service = await startRunningService(writeFile, {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}`,
      OTEL_BSP_SCHEDULE_DELAY: '10',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=a%20test,service.name=overruled',
    },
  });
});
afterAll(async () => {
  await service.stop();
  await collector.stop();
});

const logout = (traceparent: string, clientId = service.publicClientId) => {
  const { refreshToken } = service.fake.signIn({ clientId, username: 'alice' });
  return postJson(`${service.url}/logout`, { refreshToken: canary(refreshToken), clientId }, { traceparent });
};

async function spansOf(traceId: string, count: number): Promise<readonly CollectedSpan[]> {
  const ofTrace = () => collector.spans().filter((span) => span.traceId === traceId);
  await eventually(() => ofTrace().length >= count);
  return [...ofTrace()].sort((a, b) => a.kind - b.kind);
}

describe('traces', () => {
  test('hold a logout as part of the caller’s trace, and the call to Cognito as part of the logout', async () => {
    expect((await logout(`00-${TRACE}-${PARENT}-01`)).status).toBe(200);

    const [request, call] = await spansOf(TRACE, 2);
    const resource = { 'service.name': 'cognito-logout', 'deployment.environment.name': 'a test' };
    expect(request).toMatchObject({
      parentSpanId: PARENT,
      name: 'POST /logout',
      kind: 2,
      attributes: {
        ...resource,
        'http.request.method': 'POST',
        'http.route': '/logout',
        'http.response.status_code': 'int 200',
      },
    });
    expect(Object.keys(request?.attributes ?? {})).toHaveLength(5);
    expect(call).toMatchObject({
      parentSpanId: request?.spanId,
      name: 'CognitoIdentityProvider/RevokeToken',
      kind: 3,
      attributes: {
        ...resource,
        'rpc.system': 'aws-api',
        'rpc.service': 'CognitoIdentityProvider',
        'rpc.method': 'RevokeToken',
        'cognito_logout.outcome': 'confirmed',
        'cognito_logout.cause': 'none',
      },
    });
    expect(Object.keys(call?.attributes ?? {})).toHaveLength(7);
    expect(BigInt(call?.startTimeUnixNano ?? 0)).toBeLessThanOrEqual(BigInt(call?.endTimeUnixNano ?? 0));
  });

  test('show what failed, and why', async () => {
    const traceId = TRACE.replace('0a', '1a');
    service.fake.failNext({ operation: 'RevokeToken', kind: 'throttle' });
    expect((await logout(`00-${traceId}-${PARENT}-01`)).status).toBe(503);

    const [request, call] = await spansOf(traceId, 2);
    expect(request).toMatchObject({
      status: { code: 2 },
      attributes: { 'http.response.status_code': 'int 503', 'error.type': 'not-durable' },
    });
    expect(call).toMatchObject({
      status: { code: 2 },
      attributes: {
        'cognito_logout.outcome': 'retry',
        'cognito_logout.cause': 'throttled',
        'error.type': 'TooManyRequestsException',
      },
    });
  });

  test('keep requests apart that are served at the same time', async () => {
    const traceIds = Array.from({ length: 20 }, (_, n) => `${String(n + 10)}${TRACE.slice(2)}`);
    service.fake.failNext({ operation: 'RevokeToken', kind: 'slow', delayMs: 50, times: 20 });
    await Promise.all(traceIds.map((traceId) => logout(`00-${traceId}-${PARENT}-01`)));
    for (const traceId of traceIds) {
      const [request, call] = await spansOf(traceId, 2);
      expect(call?.parentSpanId).toBe(request?.spanId);
    }
  });

  test('have neither probes nor traces that the caller does not record', async () => {
    const [unsampled, probe, sampled] = ['e1', 'e2', 'e3'].map((start) => start + TRACE.slice(2));
    await logout(`00-${unsampled}-${PARENT}-00`);
    await fetch(`${service.url}/livez`, { headers: { traceparent: `00-${probe}-${PARENT}-01` } });
    await logout(`00-${sampled}-${PARENT}-01`);
    await spansOf(sampled ?? '', 2);
    const traceIds = new Set(collector.spans().map(({ traceId }) => traceId));
    expect([unsampled, probe].filter((traceId) => traceIds.has(traceId ?? ''))).toEqual([]);
  });

  test('T33: hold no token, secret, address or path as it was asked for', async () => {
    const { accessToken, idToken, refreshToken } = service.fake.signIn({
      clientId: service.confidentialClientId,
      username: 'alice',
    });
    const traceId = `ee${TRACE.slice(2)}`;
    await fetch(`${service.url}/logout/${refreshToken}?token=${accessToken}`, {
      headers: {
        traceparent: `00-${traceId}-${PARENT}-01`,
        'user-agent': idToken,
        tracestate: `a=${accessToken}`,
      },
    });
    const [span] = await spansOf(traceId, 1);
    expect(span?.name).toBe('unmatched');
    expect(span?.attributes).not.toHaveProperty('http.route');
    const bodies = collector.requests.map(({ body }) => body).join('\n');
    expect(findLeaksOf({ accessToken, idToken, refreshToken, KEY, apiKey: service.apiKey }, bodies)).toEqual(
      [],
    );
    expect(bodies).not.toMatch(/127\.0\.0\.1|alice|user-agent|tracestate/);
    expect(collector.requests.every(({ headers }) => headers['x-key'] === KEY)).toBe(true);
    expect(service.log().includes(KEY)).toBe(false);
  });
});

test('a collector that is away is counted, and costs no logout', async () => {
  const alone = await startRunningService(writeFile, {
    environment: {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1/traces',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_BSP_SCHEDULE_DELAY: '10',
    },
  });
  const { refreshToken } = alone.fake.signIn({ clientId: alone.publicClientId, username: 'alice' });
  const body = { refreshToken: canary(refreshToken), clientId: alone.publicClientId };
  expect((await postJson(`${alone.url}/logout`, body)).status).toBe(200);
  await eventually(async () =>
    /^trace_spans_dropped_total 2$/m.test(await (await fetch(`${alone.managementUrl}/metrics`)).text()),
  );
  await alone.stop();
});
