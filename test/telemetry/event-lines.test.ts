import { describe, expect, test } from '@jest/globals';
import type { RequestServed, Telemetry } from '../../src/telemetry/telemetry.ts';
import { createTraceContextOf } from '../../src/telemetry/trace-context.ts';
import { createRecordedTelemetry } from '../support/recorded-telemetry.ts';

const SERVED: RequestServed = {
  requestId: '0f1e2d3c-0000-4000-8000-000000000001',
  route: 'POST /logout',
  status: 200,
  durationMs: 12.3456,
  clientAddress: '2001:db8::1',
  clientId: '4h57k1vd5vtr1ja4mkb5qe2i0h',
  fingerprint: '0123456789abcdef',
  receiptId: '0f1e2d3c-0000-4000-8000-000000000002',
};

async function linesOf(log: (telemetry: Telemetry) => void) {
  const { telemetry, text, lines } = createRecordedTelemetry();
  log(telemetry);
  await telemetry.flush(1000);
  return { text: text(), lines: lines() };
}

describe('a log line', () => {
  test('of a served request holds exactly the fields of the event, a time, a level and its name', async () => {
    const { lines } = await linesOf((telemetry) => telemetry.requestServed(SERVED));
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        ...SERVED,
        durationMs: 12.3,
        msg: 'request served',
      },
    ]);
  });

  test('of an accepted logout that Cognito refused says whose it was and why, and it is counted', async () => {
    const refused = {
      receiptId: '0f1e2d3c-0000-4000-8000-000000000003',
      userPoolId: 'eu-west-1_AbCdEf123',
      clientId: '4h57k1vd5vtr1ja4mkb5qe2i0h',
      lane: 'proven',
      code: 'token-not-of-client',
    };
    const { telemetry, lines } = createRecordedTelemetry();
    telemetry.intentRefused(refused);
    await telemetry.flush(1000);
    expect(lines()).toMatchObject([{ level: 'warn', ...refused, msg: 'accepted logout refused' }]);
    const metrics = await telemetry.metricsText();
    expect(metrics).toContain('logouts_refused_total{code="token-not-of-client"} 1\n');
    expect(metrics).toContain('logouts_refused_total{code="unauthenticated"} 0\n');
  });

  test('of parked logouts that an admin gave up says who and how many, and warns', async () => {
    const managed = {
      requestId: SERVED.requestId,
      adminId: 'support-desk',
      via: 'api-key',
      intents: 3,
    } as const;
    const { lines } = await linesOf((telemetry) => {
      telemetry.parkedManaged({ ...managed, change: 'dropped' });
      telemetry.parkedManaged({ ...managed, change: 'retried' });
    });
    expect(lines).toMatchObject([
      { level: 'warn', ...managed, msg: 'parked logouts dropped' },
      { level: 'info', ...managed, msg: 'parked logouts retried' },
    ]);
  });

  test('of an examination that failed says of which app client, and not what the error says', async () => {
    const { lines, text } = await linesOf((telemetry) =>
      telemetry.examinationFailed({ clientId: '4h57k1vd5vtr1ja4mkb5qe2i0h', cause: new TypeError('quoted') }),
    );
    expect(lines).toMatchObject([
      {
        level: 'error',
        clientId: '4h57k1vd5vtr1ja4mkb5qe2i0h',
        error: 'TypeError',
        msg: 'examination failed',
      },
    ]);
    expect(text).not.toContain('quoted');
  });

  test('of a request that belongs to a trace has the id of the trace, and of nothing else in it', async () => {
    const trace = createTraceContextOf()('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    const { lines, text } = await linesOf((telemetry) => telemetry.requestServed({ ...SERVED, trace }));
    expect(lines[0]?.['traceId']).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(text).not.toContain('b7ad6b7169203331');
  });

  test('of a user whom Cognito did not tell names what is needed for it, however the user was named', async () => {
    const cause = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const { lines } = await linesOf((telemetry) =>
      telemetry.userLookupFailed({ userPoolId: 'eu-central-1_AbCdEf123', cause }),
    );
    expect(lines[0]).toMatchObject({ level: 'error', error: 'AccessDeniedException' });
    expect(lines[0]?.['msg']).toMatch(/^user lookup failed: .*AdminGetUser.*ListUsers/);
  });

  test.each([
    [200, 'info'],
    [303, 'info'],
    [400, 'warn'],
    [429, 'warn'],
    [500, 'error'],
    [503, 'error'],
  ])('of a request answered %d has the level %s', async (status, level) => {
    const { lines } = await linesOf((telemetry) => telemetry.requestServed({ ...SERVED, status }));
    expect(lines[0]?.['level']).toBe(level);
  });

  test.each([
    ['confirmed', 'info'],
    ['retry', 'warn'],
    ['parked', 'error'],
  ] as const)('of a try at Cognito that was %s has the level %s', async (outcome, level) => {
    const tried = {
      requestId: 'request-1',
      receiptId: 'receipt-1',
      operation: 'RevokeToken',
      userPoolId: 'eu-central-1_AbCdEf123',
      outcome,
      cause: 'throttled',
      exceptionName: 'TooManyRequestsException',
      durationMs: 1,
    };
    const { lines } = await linesOf((telemetry) => telemetry.cognitoTried(tried));
    expect(lines[0]).toMatchObject({ ...tried, level, msg: 'cognito tried' });
  });

  test('of a failure says which class, code and causes it had and where it happened, and no message', async () => {
    const cause = Object.assign(new Error('connect to 10.0.0.1'), { code: 'ECONNREFUSED' });
    const { lines, text } = await linesOf((telemetry) =>
      telemetry.requestFailed({
        requestId: 'request-1',
        route: 'POST /logout',
        cause: Object.assign(new TypeError('fetch of 10.0.0.1 failed', { cause }), { code: 'ERR_FETCH' }),
      }),
    );
    expect(lines[0]).toMatchObject({
      level: 'error',
      requestId: 'request-1',
      route: 'POST /logout',
      error: 'TypeError',
      errorCode: 'ERR_FETCH',
      causes: 'Error(ECONNREFUSED)',
    });
    expect(lines[0]?.['stack']).toMatch(/^at .*event-lines\.test\.ts:\d+:\d+/);
    expect(text).not.toContain('10.0.0.1');
  });

  test.each([
    ['throttled', { error: 'throttled' }],
    ['client-secret-rejected', { error: 'client-secret-rejected' }],
    ['TooManyRequestsException', { error: 'TooManyRequestsException' }],
    [undefined, { error: 'undefined' }],
    [null, { error: 'null' }],
    [{ name: 'Error' }, { error: 'object' }],
  ])('of the failure %p says what it was', async (cause, described) => {
    const { lines } = await linesOf((telemetry) =>
      telemetry.requestFailed({ requestId: 'request-1', route: 'POST /logout', cause }),
    );
    expect(lines[0]).toMatchObject(described);
  });

  test('stays one line of JSON whatever a caller writes, and holds no control character (T36)', async () => {
    const hostile = 'a\r\n{"level":"fatal","msg":"forged"}\u001b[31m\u2028\u0000';
    const { lines, text } = await linesOf((telemetry) => {
      telemetry.requestServed({ ...SERVED, requestId: hostile, clientId: hostile, adminId: hostile });
      telemetry.clientMisconfigured({
        userPoolId: hostile,
        clientId: hostile,
        problem: hostile,
        remedy: hostile,
      });
      telemetry.adminRefused({ requestId: hostile, clientAddress: hostile, why: hostile });
    });
    expect(lines.map(({ level }) => level)).toEqual(['info', 'error', 'warn']);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028]/u);
  });

  test("of an admin's order says who gave it and whom it concerned, and leaves the reason to the audit trail", async () => {
    const order = {
      requestId: 'request-1',
      receiptId: 'receipt-1',
      adminId: 'support-desk',
      via: 'api-key',
      target: 'user',
      userPoolId: 'eu-west-1_Pool',
      fingerprint: '0123456789abcdef',
    } as const;
    const more = { ...order, reason: 'phone lost' };
    const { lines } = await linesOf((telemetry) => telemetry.adminRevoked(more));
    expect(lines).toEqual([{ level: 'info', time: expect.any(String), ...order, msg: 'admin revoked' }]);
  });

  test('has no value of more than 256 characters', async () => {
    const long = 'word '.repeat(1000);
    const { lines } = await linesOf((telemetry) =>
      telemetry.clientMisconfigured({
        userPoolId: 'eu-west-1_Pool',
        clientId: 'client',
        problem: long,
        remedy: long,
      }),
    );
    for (const value of Object.values(lines[0] ?? {})) expect(String(value).length).toBeLessThanOrEqual(256);
  });

  test('of a route that is none says so, and not what was asked for', async () => {
    const { lines } = await linesOf((telemetry) =>
      telemetry.requestServed({ ...SERVED, route: 'GET /wp-login.php' }),
    );
    expect(lines[0]?.['route']).toBe('unmatched');
  });

  test('below the level is not written', async () => {
    const { telemetry, text } = createRecordedTelemetry({ level: 'error' });
    telemetry.requestServed(SERVED);
    telemetry.requestServed({ ...SERVED, status: 500 });
    await telemetry.flush(1000);
    expect(text().match(/\n/g)).toHaveLength(1);
  });
});
