import { afterEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import { canary } from '../support/canaries.ts';
import { createCognitoUnderTest } from '../support/cognito/cognito-under-test.ts';
import {
  answerException,
  answerJson,
  startScriptedUpstream,
  type Script,
  type ScriptedUpstream,
} from '../support/cognito/scripted-upstream.ts';

const SECRET = canary('requestCANARYrequestCANARYsecret');
const REFRESH_TOKEN = canary('eyJCANARYrequest.refresh.token.of.request');

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

interface Revocation {
  readonly script?: Script;
  readonly secrets?: readonly string[];
  readonly endSso?: boolean;
  readonly sessionTracking?: boolean;
}

async function revoke(revocation: Revocation) {
  const { script = confirm, secrets = [SECRET], endSso = false, sessionTracking = false } = revocation;
  const upstream = await startScriptedUpstream(script);
  const client: CognitoAppClient = {
    clientId: 'request1client',
    userPoolId: 'eu-west-1_Request',
    region: 'eu-west-1',
    secrets,
    endpoint: upstream.url,
    sessionTracking,
  };
  let credentialLookUps = 0;
  const { connections, revoker } = createCognitoUnderTest({
    clients: [client],
    credentials: () => {
      credentialLookUps += 1;
      return Promise.reject(new Error('no credentials'));
    },
  });
  open.push(upstream, { stop: () => connections.close() });
  const token = { clientId: client.clientId, refreshToken: REFRESH_TOKEN, endSso };
  const outcome = await revoker.revoke(token, AbortSignal.timeout(10_000));
  expect(credentialLookUps).toBe(0);
  return { outcome, calls: revokeCallsOf(upstream) };
}

const confirm: Script = (_call, response) => answerJson(response, 200, '{}');

function revokeCallsOf({ calls }: ScriptedUpstream) {
  return calls.filter(({ operation }) => operation === 'RevokeToken');
}

describe('RevokeToken is sent', () => {
  test('unsigned, with the secret, and with nothing that was not asked for', async () => {
    const { calls } = await revoke({});
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toEqual({
      Token: REFRESH_TOKEN,
      ClientId: 'request1client',
      ClientSecret: SECRET,
    });
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
      },
    });
    expect(calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test('without a secret for a public app client', async () => {
    const { calls } = await revoke({ secrets: [] });
    expect(calls.map(({ body }) => body)).toEqual([{ Token: REFRESH_TOKEN, ClientId: 'request1client' }]);
  });

  test.each([
    [true, true, 'LINKED'],
    [true, false, undefined],
    [false, true, undefined],
    [false, false, undefined],
  ])(
    'with endSso %s and session tracking %s, with RevokeAssociatedSessions %s',
    async (endSso, sessionTracking, sent) => {
      const { calls, outcome } = await revoke({ endSso, sessionTracking });
      expect(outcome).toEqual({ kind: 'confirmed' });
      expect(calls.map(({ body }) => body['RevokeAssociatedSessions'])).toEqual([sent]);
    },
  );
});

describe('where Cognito finds RevokeAssociatedSessions invalid', () => {
  const refuseLinked: Script = ({ body, operation }, response) => {
    if (operation !== 'RevokeToken') answerException(response, 400, `NotAuthorizedException`);
    else if (body['RevokeAssociatedSessions'] === undefined) answerJson(response, 200, '{}');
    else answerException(response, 400, 'InvalidParameterException');
  };

  test('the token dies, and nobody is told that the managed-login session has ended', async () => {
    const { calls, outcome } = await revoke({ endSso: true, sessionTracking: true, script: refuseLinked });
    expect(calls.map(({ body }) => body['RevokeAssociatedSessions'])).toEqual(['LINKED', undefined]);
    expect(outcome).toEqual({
      kind: 'parked',
      cause: 'operation-not-enabled',
      exceptionName: 'InvalidParameterException',
    });
  });
});

test('connections are kept and used again', async () => {
  const sockets = new Set<unknown>();
  const upstream = await startScriptedUpstream((_call, response, socket) => {
    sockets.add(socket);
    answerJson(response, 200, '{}');
  });
  const client = {
    clientId: 'request1client',
    userPoolId: 'eu-west-1_Request',
    region: 'eu-west-1',
    secrets: [],
    endpoint: upstream.url,
    sessionTracking: false,
  };
  const { connections, revoker } = createCognitoUnderTest({ clients: [client] });
  open.push(upstream, { stop: () => connections.close() });
  const token = { clientId: client.clientId, refreshToken: REFRESH_TOKEN, endSso: false };
  for (let round = 0; round < 20; round += 1) {
    expect(await revoker.revoke(token, AbortSignal.timeout(10_000))).toEqual({ kind: 'confirmed' });
  }
  expect(sockets.size).toBeLessThanOrEqual(2);
});
