import { describe, expect, test } from '@jest/globals';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { apiCall } from '../../support/http/api-calls.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { BACKEND, SPA, WEB } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  CALLER_SECRET,
  ID_TOKEN,
  REFRESH_TOKEN,
  WRONG_CALLER_SECRET,
} from '../../support/http/credentials.ts';
import { directoryOf, limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService, type TestServiceOptions } from '../../support/http/service.ts';

const INPUT = { Token: REFRESH_TOKEN, ClientId: SPA.clientId };
const REVOCATION = {
  operation: 'RevokeToken',
  clientId: SPA.clientId,
  refreshToken: REFRESH_TOKEN,
  endSso: false,
};

const named = { ...SPA, name: 'spa' };
const withBackend = {
  appClients: directoryOf([named, WEB, BACKEND], { [BACKEND.clientId]: CALLER_SECRET }),
};

/** Asks, expects success, and tells what Cognito was asked. */
async function revoked(question: Question, options: TestServiceOptions = withBackend) {
  const { app, cognito } = startService(options);
  const answer = await ask(app, question);
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '{}' });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'content-length': '2',
    'x-amzn-requestid': answer.headers['x-request-id'],
  });
  return cognito.calls;
}

/** Asks, and expects an exception in the form in which Cognito sends it (W1). */
async function refused(
  question: Question,
  __type: string,
  options: TestServiceOptions & { readonly outcome?: UpstreamOutcome; readonly status?: number } = {},
): Promise<string> {
  const { outcome, status = 400, ...others } = options;
  const { app, cognito } = startService({ ...withBackend, ...others });
  if (outcome !== undefined) cognito.outcome = outcome;
  const answer = await ask(app, question);
  expect({ status: answer.status, ...answer.json }).toMatchObject({ status, __type });
  expect(Object.keys(answer.json)).toEqual(['__type', 'message']);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-errortype': `${__type}:`,
    'x-amzn-errormessage': answer.json['message'],
    'x-amzn-requestid': answer.headers['x-request-id'],
  });
  if (outcome === undefined) expect(cognito.calls).toEqual([]);
  return String(answer.json['message']);
}

describe('RevokeToken at POST / answers 200 with {}', () => {
  test('R1 once Cognito has revoked the token', async () => {
    expect(await revoked(apiCall('RevokeToken', INPUT))).toEqual([REVOCATION]);
  });

  test.each(['application/x-amz-json-1.1', 'application/x-amz-json-1.0', 'application/json; charset=utf-8'])(
    'to a body of the type %s',
    async (type) => {
      expect(await revoked(apiCall('RevokeToken', INPUT, { 'Content-Type': type }))).toEqual([REVOCATION]);
    },
  );

  test('R18 and passes LINKED on, but not NONE', async () => {
    const linked = { ...INPUT, RevokeAssociatedSessions: 'LINKED' };
    expect(await revoked(apiCall('RevokeToken', linked))).toEqual([{ ...REVOCATION, endSso: true }]);
    const none = { ...INPUT, RevokeAssociatedSessions: 'NONE' };
    expect(await revoked(apiCall('RevokeToken', none))).toEqual([REVOCATION]);
  });

  test('R11 whatever secret comes along for an app client that needs none from its callers', async () => {
    for (const ClientSecret of ['x', WRONG_CALLER_SECRET, '', null]) {
      expect(await revoked(apiCall('RevokeToken', { ...INPUT, ClientSecret }))).toEqual([REVOCATION]);
    }
  });

  test('R1b to the right secret of an app client that is confidential towards callers', async () => {
    const input = { Token: REFRESH_TOKEN, ClientId: BACKEND.clientId, ClientSecret: CALLER_SECRET };
    expect(await revoked(apiCall('RevokeToken', input))).toHaveLength(1);
  });

  test('R7 to legal characters that can be no token, and never asks Cognito', async () => {
    for (const Token of ['x', 'a'.repeat(9000)]) {
      expect(await revoked(apiCall('RevokeToken', { ...INPUT, Token }))).toEqual([]);
    }
  });

  test('and ignores members that it does not know, and headers that sign what needs no signature', async () => {
    const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=x', 'X-Amz-Security-Token': 'x' };
    expect(await revoked(apiCall('RevokeToken', { ...INPUT, Other: 1 }, headers))).toEqual([REVOCATION]);
  });

  test('and neither reads nor clears cookies', async () => {
    const { app } = startService();
    const headers = { Cookie: `__Host-rt=${REFRESH_TOKEN}` };
    const input = { Token: 'x', ClientId: WEB.clientId };
    expect((await ask(app, apiCall('RevokeToken', input, headers))).setCookie).toEqual([]);
  });

  test('under the path of an app client, with or without a slash at the end', async () => {
    const question = apiCall('RevokeToken', INPUT);
    expect(await revoked({ ...question, path: '/cognito-idp/spa' })).toEqual([REVOCATION]);
    const { app, events } = startService({ clients: [named] });
    await ask(app, { ...question, path: '/cognito-idp/spa' });
    expect(events.at(-1)?.fields).toMatchObject({ route: 'POST /cognito-idp/{name}', status: 200 });
  });
});

describe('RevokeToken at POST / refuses as Cognito does', () => {
  test.each([
    [
      'no token',
      { ClientId: SPA.clientId },
      "Value null at 'token' failed to satisfy constraint: Member must not be null",
    ],
    [
      'no app client',
      { Token: REFRESH_TOKEN },
      "Value null at 'clientId' failed to satisfy constraint: Member must not be null",
    ],
    [
      'an illegal token',
      { ...INPUT, Token: 'a b' },
      "Value at 'token' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+",
    ],
    [
      'an illegal app client',
      { ...INPUT, ClientId: 'a-b' },
      "Value at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    ],
    [
      'a long app client',
      { ...INPUT, ClientId: 'a'.repeat(129) },
      "Value at 'clientId' failed to satisfy constraint: Member must have length less than or equal to 128",
    ],
    [
      'an unknown switch',
      { ...INPUT, RevokeAssociatedSessions: 'linked' },
      "Value at 'revokeAssociatedSessions' failed to satisfy constraint: Member must satisfy regular expression pattern: NONE|LINKED",
    ],
  ])('W7 R9 %s: InvalidParameterException', async (_what, input, complaint) => {
    const message = await refused(apiCall('RevokeToken', input), 'InvalidParameterException');
    expect(message).toBe(`1 validation error detected: ${complaint}`);
  });

  test('W7 and names all that is wrong at once', async () => {
    const message = await refused(apiCall('RevokeToken', {}), 'InvalidParameterException');
    expect(message).toMatch(/^2 validation errors detected: .*'token'.*; .*'clientId'/);
  });

  test('T08 values that are no strings, and bodies that are no JSON object: InvalidParameterException', async () => {
    for (const Token of [1, true, {}, [REFRESH_TOKEN]]) {
      await refused(apiCall('RevokeToken', { ...INPUT, Token }), 'InvalidParameterException');
    }
    for (const body of ['', '[]', 'null', '{"Token":', `{"Token":"${REFRESH_TOKEN}","Token":"x"}`]) {
      await refused(apiCall('RevokeToken', body), 'InvalidParameterException');
    }
  });

  test('R6 access and ID tokens: UnsupportedTokenTypeException', async () => {
    for (const Token of [ACCESS_TOKEN, ID_TOKEN]) {
      await refused(apiCall('RevokeToken', { ...INPUT, Token }), 'UnsupportedTokenTypeException');
    }
  });

  test('R10 an app client that is not configured: UnauthorizedException', async () => {
    const input = { ...INPUT, ClientId: 'madeup' };
    expect(await refused(apiCall('RevokeToken', input), 'UnauthorizedException')).toBe(
      'Invalid client or secret',
    );
  });

  test('R3 R4 a missing or wrong secret of an app client that is confidential towards callers: UnauthorizedException', async () => {
    for (const ClientSecret of [undefined, WRONG_CALLER_SECRET, '', 'x']) {
      const input = { Token: REFRESH_TOKEN, ClientId: BACKEND.clientId, ClientSecret };
      await refused(apiCall('RevokeToken', input), 'UnauthorizedException');
    }
  });

  test('another app client than the one on the path: UnauthorizedException', async () => {
    const input = { ...INPUT, ClientId: WEB.clientId };
    await refused({ ...apiCall('RevokeToken', input), path: '/cognito-idp/spa' }, 'UnauthorizedException');
  });

  test('R8 the token of another app client: UnauthorizedException', async () => {
    const outcome = { kind: 'rejected', code: 'token-not-of-client', exceptionName: 'X' } as const;
    await refused(apiCall('RevokeToken', INPUT), 'UnauthorizedException', { outcome });
  });

  test('W6 too many requests: TooManyRequestsException with 400, and with Retry-After', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'app-client': 0 }) });
    const answer = await ask(app, apiCall('RevokeToken', INPUT));
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ __type: 'TooManyRequestsException', message: 'Rate exceeded' });
    expect(answer.headers['retry-after']).toBe('60');
  });

  test.each([
    ['away', { kind: 'retry', cause: 'connection', exceptionName: undefined }],
    ['set up otherwise', { kind: 'parked', cause: 'client-secret-rejected', exceptionName: 'X' }],
  ] as const)('Cognito being %s: InternalErrorException', async (_what, outcome) => {
    const message = await refused(apiCall('RevokeToken', INPUT), 'InternalErrorException', {
      outcome,
      status: 503,
    });
    expect(message).not.toMatch(/secret/);
  });

  test('T35 what nobody foresaw: InternalErrorException with 500', async () => {
    const endSession = () => Promise.reject(new Error(REFRESH_TOKEN));
    const message = await refused(apiCall('RevokeToken', INPUT), 'InternalErrorException', {
      endSession,
      status: 500,
    });
    expect(message).not.toContain(REFRESH_TOKEN);
  });
});
