import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { canary } from '../support/canaries.ts';
import { createCognitoUnderTest } from '../support/cognito/cognito-under-test.ts';
import {
  answerException,
  answerJson,
  startScriptedUpstream,
  type Script,
  type ScriptedUpstream,
} from '../support/cognito/scripted-upstream.ts';
import { SELF_SIGNED } from '../support/cognito/self-signed.ts';
import { withSocketServer } from '../support/with-socket-server.ts';

const CLIENT_SECRET = canary('faultsCANARYfaultsCANARYfaultsCANARY12');
const REFRESH_TOKEN = canary('eyJCANARYfaults.refresh.token.of.faults');
const HTML = '<html><body><h1>Service Unavailable</h1></body></html>';
const CONFIRMED: UpstreamOutcome = { kind: 'confirmed' };

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

function clientAt(endpoint: string): CognitoAppClient {
  return {
    clientId: 'faults1client',
    userPoolId: 'eu-west-1_Faults',
    region: 'eu-west-1',
    secrets: [CLIENT_SECRET],
    endpoint,
    sessionTracking: false,
  };
}

async function revokeAt(endpoint: string, timeoutMs = 10_000): Promise<UpstreamOutcome> {
  const { connections, revoker } = createCognitoUnderTest({ clients: [clientAt(endpoint)] });
  open.push({ stop: () => connections.close() });
  const token = { clientId: 'faults1client', refreshToken: REFRESH_TOKEN, endSso: false };
  return revoker.revoke(token, AbortSignal.timeout(timeoutMs));
}

async function upstream(script: Script, tls?: typeof SELF_SIGNED): Promise<ScriptedUpstream> {
  const server = await startScriptedUpstream(script, tls);
  open.push(server);
  return server;
}

async function outcomeWith(script: Script, timeoutMs?: number): Promise<UpstreamOutcome> {
  const { url, calls } = await upstream(script);
  const outcome = await revokeAt(url, timeoutMs);
  expect(calls.map(({ operation }) => operation)).toEqual(['RevokeToken']);
  return outcome;
}

describe('an answer is a confirmation only if it is one of Cognito’s', () => {
  test.each([
    ['an empty 200', 200, ''],
    ['a 200 with an empty object', 200, '{}'],
  ])('%s is', async (_, status, body) => {
    expect(await outcomeWith((_call, response) => answerJson(response, status, body))).toEqual(CONFIRMED);
  });

  test.each([
    ['a 200 whose JSON breaks off', 200, '{"a":'],
    ['a 200 with HTML', 200, HTML],
    ['a 200 with JSON that is no object', 200, '"ok"'],
    ['a 200 with a JSON array', 200, '[]'],
    ['a 200 with null', 200, 'null'],
    ['a 202', 202, '{}'],
    ['a 204', 204, ''],
  ])('F14: %s is not', async (_, status, body) => {
    expect(await outcomeWith((_call, response) => answerJson(response, status, body))).toMatchObject({
      kind: 'retry',
      cause: 'unusable-answer',
    });
  });
});

describe('what passes is to be retried, after one try', () => {
  test.each([
    ['F07: throttling that arrives as 400', 400, 'TooManyRequestsException', 'throttled'],
    ['F07: throttling that arrives as 429', 429, 'TooManyRequestsException', 'throttled'],
    ['F06: a refusal by a web ACL', 400, 'ForbiddenException', 'forbidden'],
    ['F08: an internal error', 500, 'InternalErrorException', 'server-error'],
    [
      'an exception without a known meaning and with a server’s status',
      503,
      'NovelException',
      'server-error',
    ],
  ])('%s', async (_, status, name, cause) => {
    expect(await outcomeWith((_call, response) => answerException(response, status, name))).toMatchObject({
      kind: 'retry',
      cause,
      exceptionName: name,
    });
  });

  test.each([
    ['ThrottlingException', 'throttled'],
    ['LimitExceededException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['InternalErrorException', 'server-error'],
    ['InternalFailure', 'server-error'],
    ['InternalServerError', 'server-error'],
    ['ServiceUnavailable', 'server-error'],
    ['ServiceUnavailableException', 'server-error'],
  ])('%s, by its name alone', async (name, cause) => {
    expect(await outcomeWith((_call, response) => answerException(response, 400, name))).toMatchObject({
      kind: 'retry',
      cause,
      exceptionName: name,
    });
  });

  test.each([
    ['F06: HTML with 403', 403, HTML, 'forbidden'],
    ['HTML with 429', 429, HTML, 'throttled'],
    ['F09: HTML with 503', 503, HTML, 'server-error'],
    ['HTML with 400', 400, HTML, 'unusable-answer'],
    ['nothing with 400', 400, '', 'unusable-answer'],
    ['JSON that names no exception with 502', 502, '{"message":"Bad Gateway"}', 'server-error'],
  ])('%s, by its status', async (_, status, body, cause) => {
    expect(await outcomeWith((_call, response) => answerJson(response, status, body))).toEqual({
      kind: 'retry',
      cause,
      exceptionName: undefined,
      retryAfterSeconds: undefined,
    });
  });

  test.each([
    ['7', 7],
    ['86400', 300],
    ['soon', undefined],
  ])('F09: Retry-After: %s is told as %s seconds', async (header, retryAfterSeconds) => {
    const outcome = await outcomeWith((_call, response) =>
      answerJson(response, 503, HTML, { 'Retry-After': header }),
    );
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'server-error', retryAfterSeconds });
  });
});

describe('F03, F05: what an operator has to mend is parked', () => {
  test.each([
    ['UnsupportedOperationException', 'revocation-disabled'],
    ['OperationNotEnabledException', 'operation-not-enabled'],
    ['ResourceNotFoundException', 'client-not-found'],
    ['NovelException', 'unknown-exception'],
  ])('%s', async (exceptionName, cause) => {
    const outcome = await outcomeWith((_call, response) => answerException(response, 400, exceptionName));
    expect(outcome).toEqual({ kind: 'parked', cause, exceptionName });
  });

  test('an exception whose name is not a name is not told on', async () => {
    const outcome = await outcomeWith((_call, response) =>
      answerJson(response, 400, JSON.stringify({ __type: `echo of ${REFRESH_TOKEN}` })),
    );
    expect(JSON.stringify(outcome)).not.toContain(REFRESH_TOKEN);
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  });
});

describe('the connection', () => {
  test('F12: reset before an answer', async () => {
    expect(await outcomeWith((_call, _response, socket) => void socket.resetAndDestroy())).toMatchObject({
      kind: 'retry',
      cause: 'connection',
    });
  });

  test('F13: reset in the middle of an answer', async () => {
    const outcome = await outcomeWith((_call, response, socket) => {
      response.writeHead(200, { 'Content-Length': '20' });
      response.write('{', () => socket.resetAndDestroy());
    });
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'connection' });
  });

  test('F13: closed in the middle of an answer', async () => {
    const outcome = await outcomeWith((_call, response, socket) => {
      response.writeHead(200, { 'Content-Length': '20' });
      response.write('{}', () => socket.end());
    });
    expect(outcome).toMatchObject({ kind: 'retry' });
  });

  test('something that does not speak HTTP', async () => {
    const outcome = await withSocketServer(
      (socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n')),
      (port) => revokeAt(`http://127.0.0.1:${port}`),
    );
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  });

  test('F11: refused', async () => {
    const stopped = await startScriptedUpstream(() => undefined);
    await stopped.stop();
    expect(await revokeAt(stopped.url)).toMatchObject({ kind: 'retry', cause: 'connection' });
  });

  test('F16: a host name that does not exist', async () => {
    expect(await revokeAt('https://cognito-idp.invalid')).toMatchObject({
      kind: 'retry',
      cause: 'connection',
    });
  });

  test('T51, F18: a certificate that nobody vouches for: the secret is not sent', async () => {
    const { url, calls } = await upstream((_call, response) => answerJson(response, 200, '{}'), SELF_SIGNED);
    expect(await revokeAt(url)).toMatchObject({ kind: 'retry', cause: 'tls' });
    expect(calls).toEqual([]);
  });
});

describe('the deadline holds', () => {
  test('F10: when no answer comes', async () => {
    expect(await outcomeWith(() => undefined, 300)).toMatchObject({ kind: 'retry', cause: 'timeout' });
  });

  test('T51 when the answer drips in', async () => {
    let drip: NodeJS.Timeout | undefined;
    const outcome = await outcomeWith((_call, response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
      drip = setInterval(() => response.write(' '), 20);
    }, 300);
    clearInterval(drip);
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'timeout' });
  });

  test('when it has passed already: nothing is sent', async () => {
    const { url, calls } = await upstream((_call, response) => answerJson(response, 200, '{}'));
    const { connections, revoker } = createCognitoUnderTest({ clients: [clientAt(url)] });
    open.push({ stop: () => connections.close() });
    const token = { clientId: 'faults1client', refreshToken: REFRESH_TOKEN, endSso: false };
    expect(await revoker.revoke(token, AbortSignal.abort())).toMatchObject({
      kind: 'retry',
      cause: 'timeout',
    });
    expect(calls).toEqual([]);
  });
});

test('T51, F15: of an answer of 200 MB no more is taken than buffers hold, and it confirms nothing', async () => {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let writtenBytes = 0;
  const outcome = await outcomeWith(async (_call, response, socket) => {
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
    const closed = new Promise<unknown>((resolve) => socket.once('close', resolve));
    while (writtenBytes < 200_000_000 && !socket.destroyed) {
      writtenBytes += chunk.byteLength;
      if (!response.write(chunk)) {
        await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
      }
    }
  });
  expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  expect(writtenBytes).toBeLessThan(20_000_000);
});

test('T50, F19: a redirect is not followed, so that the secret goes nowhere else', async () => {
  const elsewhere = await upstream((_call, response) => answerJson(response, 200, '{}'));
  const outcome = await outcomeWith((_call, response) =>
    answerJson(response, 302, '', { Location: elsewhere.url }),
  );
  expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  expect(elsewhere.calls).toEqual([]);
});

describe('the environment', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['AWS_ENDPOINT_URL'];
  });
  afterEach(() => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
  });

  test('T50 cannot send tokens elsewhere', async () => {
    const elsewhere = await upstream((_call, response) => answerJson(response, 200, '{}'));
    process.env['AWS_ENDPOINT_URL'] = elsewhere.url;
    const { connections, revoker } = createCognitoUnderTest({
      clients: [{ ...clientAt(''), endpoint: undefined, region: 'eu-nowhere-1' }],
    });
    open.push({ stop: () => connections.close() });
    const token = { clientId: 'faults1client', refreshToken: REFRESH_TOKEN, endSso: false };
    const outcome = await revoker.revoke(token, AbortSignal.timeout(10_000));
    expect(outcome).toMatchObject({ kind: 'retry' });
    expect(elsewhere.calls).toEqual([]);
  });
});
