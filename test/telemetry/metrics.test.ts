import { describe, expect, test } from '@jest/globals';
import type { ParkCause, RejectionCode, RetryCause } from '../../src/revocation/ports/upstream-outcome.ts';
import type { Telemetry } from '../../src/telemetry/telemetry.ts';
import { createRecordedTelemetry } from '../support/recorded-telemetry.ts';

const SERVED = {
  requestId: 'request-1',
  route: 'POST /logout',
  status: 200,
  durationMs: 30,
  clientAddress: '192.0.2.1',
} as const;
const TRIED = {
  requestId: 'request-1',
  receiptId: 'receipt-1',
  operation: 'RevokeToken',
  userPoolId: 'eu-central-1_AbCdEf123',
  outcome: 'retry',
  cause: 'throttled',
  exceptionName: 'TooManyRequestsException',
  durationMs: 30,
} as const;

async function metricsOf(record: (telemetry: Telemetry) => void): Promise<string> {
  const { telemetry } = createRecordedTelemetry({ level: 'silent' });
  record(telemetry);
  return telemetry.metricsText();
}

/** Every series of a metrics text, without values. */
function seriesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.slice(0, line.lastIndexOf(' ')));
}

describe('metrics', () => {
  test('count requests and their durations by route and status', async () => {
    const text = await metricsOf((telemetry) => telemetry.requestServed(SERVED));
    expect(text).toContain('http_request_duration_seconds_count{route="POST /logout",status="200"} 1');
    expect(text).toContain(
      'http_request_duration_seconds_bucket{le="0.025",route="POST /logout",status="200"} 0',
    );
    expect(text).toContain(
      'http_request_duration_seconds_bucket{le="0.05",route="POST /logout",status="200"} 1',
    );
  });

  test('count tries at Cognito by operation, outcome and exception', async () => {
    const text = await metricsOf((telemetry) => {
      telemetry.cognitoTried(TRIED);
      telemetry.cognitoTried({ ...TRIED, outcome: 'confirmed', cause: undefined, exceptionName: undefined });
    });
    const labels =
      'operation="RevokeToken",outcome="retry",cause="throttled",exception="TooManyRequestsException"';
    expect(text).toContain(`cognito_calls_total{${labels}} 1`);
    expect(text).toContain('outcome="confirmed",cause="none",exception="none"} 1');
    expect(text).toContain('cognito_call_duration_seconds_count{operation="RevokeToken"} 2');
  });

  test.each<[string, (telemetry: Telemetry) => void, string]>([
    [
      'decisions of the limits',
      (telemetry) => telemetry.limitDecided({ policy: 'user', decision: 'would-refuse' }),
      'rate_limit_decisions_total{policy="user",decision="would-refuse"} 1',
    ],
    [
      'falling back to local limits',
      (telemetry) => telemetry.limiterChanged({ state: 'degraded' }),
      'rate_limit_degraded_total 1',
    ],
    [
      'that limits are local',
      (telemetry) => telemetry.limiterChanged({ state: 'degraded' }),
      'rate_limit_counters_local 1',
    ],
    [
      'that limits are shared again',
      (telemetry) => {
        telemetry.limiterChanged({ state: 'degraded' });
        telemetry.limiterChanged({ state: 'recovered' });
      },
      'rate_limit_counters_local 0',
    ],
    [
      'refused admins',
      (telemetry) =>
        telemetry.adminRefused({ requestId: 'request-1', clientAddress: '192.0.2.1', why: 'expired' }),
      'admin_refused_total 1',
    ],
    [
      'crashes',
      (telemetry) => telemetry.crashed({ kind: 'uncaughtException', cause: new Error('x') }),
      'process_crashes_total 1',
    ],
    ['dropped connections', (telemetry) => telemetry.connectionDropped(), 'http_connections_dropped_total 1'],
    [
      'malformed requests',
      (telemetry) => telemetry.requestMalformed({ status: 408 }),
      'http_requests_malformed_total{status="408"} 1',
    ],
    ['shed requests', (telemetry) => telemetry.requestShed(), 'http_requests_shed_total 1'],
  ])('count %s', async (_, record, line) => {
    expect(await metricsOf(record)).toContain(`${line}\n`);
  });

  test('T33: no request can add a series: unknown routes, statuses, operations and names fall together', async () => {
    const { telemetry } = createRecordedTelemetry({ level: 'silent' });
    const recordAll = (value: string) => {
      telemetry.requestServed({ ...SERVED, route: `GET /${value}`, status: value.length + 700 });
      telemetry.cognitoTried({ ...TRIED, operation: value, cause: value, exceptionName: value });
      telemetry.cognitoTried({ ...TRIED, outcome: value as never });
      telemetry.limitDecided({ policy: value as never, decision: value as never });
      telemetry.requestMalformed({ status: value.length });
    };
    recordAll('first');
    const series = seriesOf(await telemetry.metricsText());
    for (let n = 0; n < 100; n += 1) recordAll(`another-${n}-${'x'.repeat(n)}`);
    expect(seriesOf(await telemetry.metricsText())).toEqual(series);
    const text = await telemetry.metricsText();
    expect(text).toContain('http_request_duration_seconds_count{route="unmatched",status="other"} 101');
    expect(text).toContain('operation="other",outcome="retry",cause="other",exception="other"} 101');
    expect(text).not.toMatch(/first|another/);
  });

  test('count on after they were asked for, each combination of labels by itself', async () => {
    const { telemetry } = createRecordedTelemetry({ level: 'silent' });
    const decide = (policy: 'user' | 'admin', decision: 'allowed' | 'refused') =>
      telemetry.limitDecided({ policy, decision });
    decide('user', 'allowed');
    decide('admin', 'refused');
    await telemetry.metricsText();
    decide('user', 'allowed');
    decide('user', 'refused');
    const lines = (await telemetry.metricsText()).split('\n');
    expect(lines.filter((line) => line.startsWith('rate_limit_decisions_total'))).toEqual([
      'rate_limit_decisions_total{policy="user",decision="allowed"} 2',
      'rate_limit_decisions_total{policy="admin",decision="refused"} 1',
      'rate_limit_decisions_total{policy="user",decision="refused"} 1',
    ]);
  });

  test('know every cause that the core has', async () => {
    const causes: Readonly<Record<RetryCause | ParkCause | RejectionCode, true>> = {
      throttled: true,
      forbidden: true,
      'server-error': true,
      timeout: true,
      connection: true,
      tls: true,
      'unusable-answer': true,
      undecided: true,
      'client-secret-rejected': true,
      'client-refused': true,
      'client-not-found': true,
      'user-pool-not-found': true,
      'revocation-disabled': true,
      'revocation-refused': true,
      'operation-not-enabled': true,
      'not-permitted': true,
      'unknown-exception': true,
      'unsupported-token-type': true,
      'token-not-of-client': true,
      'user-not-found': true,
      'session-not-found': true,
      'current-session': true,
      'feature-unavailable': true,
      unauthenticated: true,
    };
    const text = await metricsOf((telemetry) => {
      for (const cause of Object.keys(causes)) telemetry.cognitoTried({ ...TRIED, cause });
    });
    for (const cause of Object.keys(causes)) expect(text).toContain(`cause="${cause}"`);
  });

  test('of two services in one process are kept apart', async () => {
    const one = createRecordedTelemetry({ level: 'silent' }).telemetry;
    const other = createRecordedTelemetry({ level: 'silent' }).telemetry;
    one.requestShed();
    expect(await one.metricsText()).toContain('http_requests_shed_total 1\n');
    expect(await other.metricsText()).toContain('http_requests_shed_total 0\n');
  });

  test('take durations that are no numbers for zero, and never throw', async () => {
    const text = await metricsOf((telemetry) =>
      telemetry.requestServed({ ...SERVED, durationMs: Number.NaN }),
    );
    expect(text).toContain('http_request_duration_seconds_sum{route="POST /logout",status="200"} 0');
  });
});
