import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createApiPassThrough } from '../../../src/cognito/pass-through/api-pass-through.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import { canary } from '../../support/canaries.ts';
import { answerJson, startScriptedUpstream, type Script } from '../../support/cognito/scripted-upstream.ts';

const CLIENT_ID = 'passed1client';
const SECRET = canary('passCANARYpassCANARYpassCANARYpass');
const NEXT_SECRET = canary('nextCANARYnextCANARYnextCANARYnext');
const REFRESH_TOKEN = canary('eyJCANARYpass.refresh.token.of.passing');
const PASSWORD = canary('Passing-horse-battery-9');

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

interface Setup {
  readonly script?: Script;
  readonly secrets?: readonly string[];
  readonly confidentialTowardsCallers?: boolean;
  readonly signal?: AbortSignal;
}

async function pass(operation: string, fields: object, setup: Setup = {}) {
  const { script = (_call, response) => answerJson(response, 200, '{}') } = setup;
  const upstream = await startScriptedUpstream(script);
  const connections = createUpstreamConnections();
  open.push(upstream, { stop: () => connections.close() });
  const { secrets = [SECRET, NEXT_SECRET], confidentialTowardsCallers = false } = setup;
  const client = {
    clientId: CLIENT_ID,
    userPoolId: 'eu-west-1_Passed',
    region: 'eu-west-1',
    endpoint: upstream.url,
    secrets,
    confidentialTowardsCallers,
    sessionTracking: false,
  };
  const clients = { all: () => [client], find: (id: string) => (id === CLIENT_ID ? client : undefined) };
  const call = { operation, clientId: CLIENT_ID, fields };
  const signal = setup.signal ?? AbortSignal.timeout(10_000);
  const answer = await createApiPassThrough(clients, connections).pass(call, signal);
  return { answer, calls: upstream.calls };
}

function hashOf(username: string): string {
  return createHmac('sha256', SECRET).update(`${username}${CLIENT_ID}`).digest('base64');
}

describe('the secret of a confidential app client is added', () => {
  test.each(['SignUp', 'ConfirmSignUp', 'ResendConfirmationCode', 'ForgotPassword', 'ConfirmForgotPassword'])(
    'to %s as SecretHash, in place of what the caller has there',
    async (operation) => {
      const fields = {
        ClientId: CLIENT_ID,
        Username: 'alice',
        SecretHash: 'x',
        UserAttributes: [{ Name: 'a' }],
      };
      const { calls } = await pass(operation, fields);
      expect(calls.map(({ operation, body }) => [operation, body])).toEqual([
        [operation, { ...fields, SecretHash: hashOf('alice') }],
      ]);
    },
  );

  test.each([
    ['InitiateAuth', 'AuthParameters', { AuthFlow: 'USER_SRP_AUTH' }],
    ['InitiateAuth', 'AuthParameters', { AuthFlow: 'CUSTOM_AUTH' }],
    ['RespondToAuthChallenge', 'ChallengeResponses', { ChallengeName: 'PASSWORD_VERIFIER' }],
  ])('to %s in %s as SECRET_HASH: %j', async (operation, place, more) => {
    const fields = {
      ClientId: CLIENT_ID,
      ...more,
      [place]: { USERNAME: 'alice', PASSWORD, SECRET_HASH: 'x' },
    };
    const { calls } = await pass(operation, fields);
    expect(calls[0]?.body).toEqual({
      ...fields,
      [place]: { USERNAME: 'alice', PASSWORD, SECRET_HASH: hashOf('alice') },
    });
  });

  test('to GetTokensFromRefreshToken as it is', async () => {
    const fields = { ClientId: CLIENT_ID, RefreshToken: REFRESH_TOKEN };
    const { calls } = await pass('GetTokensFromRefreshToken', fields);
    expect(calls[0]?.body).toEqual({ ...fields, ClientSecret: SECRET });
  });

  test.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'])(
    'to InitiateAuth with %s, whose user nobody here knows, by GetTokensFromRefreshToken in its place',
    async (AuthFlow) => {
      const AuthParameters = { REFRESH_TOKEN, DEVICE_KEY: 'device-1' };
      const { calls } = await pass('InitiateAuth', { ClientId: CLIENT_ID, AuthFlow, AuthParameters });
      expect(calls.map(({ operation, body }) => [operation, body])).toEqual([
        [
          'GetTokensFromRefreshToken',
          { ClientId: CLIENT_ID, RefreshToken: REFRESH_TOKEN, DeviceKey: 'device-1', ClientSecret: SECRET },
        ],
      ]);
    },
  );

  test.each([
    ['GetUser', { AccessToken: 'x' }],
    ['SignUp', { ClientId: CLIENT_ID, Username: 7 }],
    ['SignUp', { ClientId: CLIENT_ID }],
    ['InitiateAuth', { ClientId: CLIENT_ID, AuthFlow: 'USER_AUTH', AuthParameters: ['USERNAME'] }],
    ['RespondToAuthChallenge', { ClientId: CLIENT_ID }],
    ['toString', {}],
  ])('and to nothing else: %s with %j goes on as it is', async (operation, fields) => {
    const { calls } = await pass(operation, fields);
    expect(calls[0]?.body).toEqual(fields);
  });
});

describe('no secret is added', () => {
  const fields = { ClientId: CLIENT_ID, Username: 'alice', SecretHash: 'of the caller' };

  test('for a public app client', async () => {
    expect((await pass('SignUp', fields, { secrets: [] })).calls[0]?.body).toEqual(fields);
  });

  test('for an app client that is confidential towards its callers', async () => {
    const { calls } = await pass('SignUp', fields, { confidentialTowardsCallers: true });
    expect(calls[0]?.body).toEqual(fields);
  });
});

test('nothing of the caller goes on but the fields', async () => {
  const { calls } = await pass('GetUser', { AccessToken: 'x' });
  expect(calls[0]).toMatchObject({ method: 'POST', path: '/' });
  expect(Object.keys(calls[0]?.headers ?? {}).toSorted()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'host',
    'x-amz-target',
  ]);
});

const answering =
  (status: number, body: string, headers = {}): Script =>
  (_call, response) =>
    answerJson(response, status, body, headers);

describe('what Cognito answers', () => {
  test.each([
    ['a success', 200, '{"Session":"s"}', { kind: 'success', body: '{"Session":"s"}' }],
    ['a success without a body', 200, '', { kind: 'success', body: '{}' }],
    [
      'a refusal',
      400,
      '{"__type":"UserNotFoundException","message":"User does not exist."}',
      {
        kind: 'refusal',
        exceptionName: 'UserNotFoundException',
        body: '{"__type":"UserNotFoundException","message":"User does not exist."}',
      },
    ],
    [
      'a refusal with a namespace',
      403,
      '{"__type":"com.amazon#NotAuthorizedException"}',
      {
        kind: 'refusal',
        exceptionName: 'NotAuthorizedException',
        body: '{"__type":"com.amazon#NotAuthorizedException"}',
      },
    ],
    [
      'a refusal with a URL behind its name',
      403,
      '{"__type":"NotAuthorizedException:http://example.com/"}',
      {
        kind: 'refusal',
        exceptionName: 'NotAuthorizedException',
        body: '{"__type":"NotAuthorizedException:http://example.com/"}',
      },
    ],
  ])('%s is passed back', async (_what, status, body, answer) => {
    expect((await pass('GetUser', {}, { script: answering(status, body) })).answer).toEqual(answer);
  });

  test.each([
    [200, '<html>', 'unusable-answer'],
    [200, '[]', 'unusable-answer'],
    [204, '', 'unusable-answer'],
    [400, '{"message":"no type"}', 'unusable-answer'],
    [400, '{"__type":"Exception\\r\\nSet-Cookie: a=b"}', 'unusable-answer'],
    [403, '<html>', 'forbidden'],
    [500, '{"__type":"InternalErrorException"}', 'server-error'],
    [503, '<html>', 'server-error'],
  ])('is none of its own where it is %i with %s', async (status, body, cause) => {
    const { answer } = await pass('GetUser', {}, { script: answering(status, body) });
    expect(answer).toEqual({ kind: 'no-answer', cause });
  });

  test('T50 a redirect is not followed', async () => {
    const elsewhere = await startScriptedUpstream(answering(200, '{}'));
    open.push(elsewhere);
    const script = answering(307, '', { Location: elsewhere.url });
    expect((await pass('GetUser', {}, { script })).answer).toMatchObject({ kind: 'no-answer' });
    expect(elsewhere.calls).toEqual([]);
  });

  test('T51 more than 64 kB is none, and so is one that comes too late', async () => {
    const large = answering(200, `{"a":"${'a'.repeat(65 * 1024)}"}`);
    expect((await pass('GetUser', {}, { script: large })).answer).toMatchObject({ cause: 'unusable-answer' });
    const late = { script: () => undefined, signal: AbortSignal.timeout(300) };
    expect((await pass('GetUser', {}, late)).answer).toEqual({ kind: 'no-answer', cause: 'timeout' });
  });
});
