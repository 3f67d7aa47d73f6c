import { afterEach, describe, expect, test } from '@jest/globals';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { canary } from '../../support/canaries.ts';
import { createCognitoUnderTest } from '../../support/cognito/cognito-under-test.ts';
import { startScriptedUpstream, type Script } from '../../support/cognito/scripted-upstream.ts';

const CLIENT_ID = 'domain1client';
const CLIENT_SECRET = canary('domain+CANARY_domain+CANARY_domain+CANARY');
const REFRESH_TOKEN = canary('eyJCANARYdomain.refresh.token.of.domain');
const HTML = '<html><body><h1>Service Unavailable</h1></body></html>';

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

interface Asked {
  readonly secrets?: readonly string[];
  readonly signal?: AbortSignal;
  readonly path?: string;
}

async function ask(script: Script, { secrets = [CLIENT_SECRET], signal, path = '' }: Asked = {}) {
  const upstream = await startScriptedUpstream(script);
  const client = {
    clientId: CLIENT_ID,
    userPoolId: 'eu-west-1_Domain',
    region: 'eu-west-1',
    secrets,
    domain: upstream.url + path,
    sessionTracking: true,
  };
  const { connections, domainRevoker } = createCognitoUnderTest({ clients: [client] });
  open.push(upstream, { stop: () => connections.close() });
  const token = { clientId: CLIENT_ID, refreshToken: REFRESH_TOKEN, endSso: true };
  const outcome = await domainRevoker.revoke(token, signal ?? AbortSignal.timeout(10_000));
  return { outcome, calls: upstream.calls };
}

const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Script =>
  (_call, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

async function outcomeOf(status: number, body: string, headers = {}): Promise<UpstreamOutcome> {
  const { outcome, calls } = await ask(answering(status, body, headers));
  expect(calls).toHaveLength(1);
  return outcome;
}

describe('what is sent to the domain', () => {
  test('of a confidential app client: the token in a form, and id and secret by Basic as they are', async () => {
    const { calls } = await ask(answering(200, ''), { path: '/behind/a/proxy' });
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: '/behind/a/proxy/oauth2/revoke',
        text: `token=${REFRESH_TOKEN}`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`,
        },
      },
    ]);
  });

  test('of a public app client: its client_id beside the token, and no authentication', async () => {
    const { calls } = await ask(answering(200, ''), { secrets: [] });
    expect(calls).toMatchObject([{ text: `token=${REFRESH_TOKEN}&client_id=${CLIENT_ID}` }]);
    expect(calls[0]?.headers.authorization).toBeUndefined();
  });
});

describe('an answer of the domain is a confirmation only if it is one of Cognito’s', () => {
  test.each([
    ['an empty 200', 200, ''],
    ['a 200 with an empty object', 200, '{}'],
  ])('%s is', async (_, status, body) => {
    expect(await outcomeOf(status, body)).toEqual({ kind: 'confirmed' });
  });

  test.each([
    ['a 200 with HTML', 200, HTML],
    ['a 200 whose JSON breaks off', 200, '{"a":'],
    ['a 202', 202, ''],
    ['a 204', 204, ''],
  ])('%s is not', async (_, status, body) => {
    expect(await outcomeOf(status, body)).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  });
});

describe('what is no answer of Cognito’s is to be retried, by its status', () => {
  test.each([
    [429, '{"error":"slow_down"}', 'throttled'],
    [403, HTML, 'forbidden'],
    [503, HTML, 'server-error'],
    [500, '{"error":"invalid_client"}', 'server-error'],
    [400, HTML, 'unusable-answer'],
    [401, '', 'unusable-answer'],
    [400, '{"error":{"nested":"invalid_request"}}', 'unusable-answer'],
    [405, '{"error":"invalid_request"}', 'unusable-answer'],
  ])('%i with %s', async (status, body, cause) => {
    expect(await outcomeOf(status, body, { 'Retry-After': '7' })).toEqual({
      kind: 'retry',
      cause,
      exceptionName: undefined,
      retryAfterSeconds: 7,
    });
  });
});

test('an error of OAuth that the domain does not document waits for an operator', async () => {
  expect(await outcomeOf(400, '{"error":"unauthorized_client"}')).toEqual({
    kind: 'parked',
    cause: 'unknown-exception',
    exceptionName: 'unauthorized_client',
  });
});

test('an error that echoes the token is not told on', async () => {
  const outcome = await outcomeOf(400, JSON.stringify({ error: `no ${REFRESH_TOKEN}` }));
  expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  expect(JSON.stringify(outcome)).not.toContain(REFRESH_TOKEN);
});

test('T50 a redirect is not followed, so that token and secret go nowhere else', async () => {
  const elsewhere = await startScriptedUpstream(answering(200, ''));
  open.push(elsewhere);
  const { outcome } = await ask(answering(307, '', { Location: `${elsewhere.url}/oauth2/revoke` }));
  expect(outcome).toMatchObject({ kind: 'retry', cause: 'unusable-answer' });
  expect(elsewhere.calls).toEqual([]);
});

test('T51 the deadline holds when no answer comes, and when it has passed already nothing is sent', async () => {
  const late = { kind: 'retry', cause: 'timeout' };
  expect((await ask(() => undefined, { signal: AbortSignal.timeout(300) })).outcome).toMatchObject(late);
  const { outcome, calls } = await ask(answering(200, ''), { signal: AbortSignal.abort() });
  expect(outcome).toMatchObject(late);
  expect(calls).toEqual([]);
});

test('T51 an answer of more than 64 kB confirms nothing', async () => {
  expect(await outcomeOf(200, ' '.repeat(65 * 1024))).toMatchObject({
    kind: 'retry',
    cause: 'unusable-answer',
  });
});
