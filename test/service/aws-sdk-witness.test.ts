import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { canary } from '../support/canaries.ts';
import {
  OTHER_SECRET,
  PASSWORD,
  SECRET,
  postJson,
  startRunningService,
  type RunningService,
} from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

interface Session {
  readonly clientId: string;
  readonly username: string;
  readonly secret: string | undefined;
  readonly accessToken: string;
  readonly refreshToken: string;
}

const writeFile = temporaryFiles();
let service: RunningService;
let sdk: CognitoIdentityProviderClient;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIATEST';
  process.env['AWS_SECRET_ACCESS_KEY'] = canary('witnessSecretAccessKey');
  service = await startRunningService(writeFile);
  sdk = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    endpoint: service.fake.url,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  sdk.destroy();
  await service.stop();
});

function secretHash(username: string, clientId: string, secret: string | undefined) {
  if (secret === undefined) return {};
  return {
    SECRET_HASH: createHmac('sha256', secret)
      .update(username + clientId)
      .digest('base64'),
  };
}

async function signIn(clientId: string, username: string, secret?: string): Promise<Session> {
  const { AuthenticationResult: result } = await sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: username, PASSWORD, ...secretHash(username, clientId, secret) },
    }),
  );
  return {
    clientId,
    username,
    secret,
    accessToken: canary(result?.AccessToken ?? ''),
    refreshToken: canary(result?.RefreshToken ?? ''),
  };
}

/** What the AWS SDK sees of a session: what each of the three ways to use it answers. */
async function useOf({ clientId, username, secret, accessToken, refreshToken }: Session) {
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'works',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  return {
    initiateAuth: await outcome(
      sdk.send(
        new InitiateAuthCommand({
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          ClientId: clientId,
          AuthParameters: { REFRESH_TOKEN: refreshToken, ...secretHash(username, clientId, secret) },
        }),
      ),
    ),
    getTokensFromRefreshToken: await outcome(
      sdk.send(
        new GetTokensFromRefreshTokenCommand({
          ClientId: clientId,
          ClientSecret: secret,
          RefreshToken: refreshToken,
        }),
      ),
    ),
    getUser: await outcome(sdk.send(new GetUserCommand({ AccessToken: accessToken }))),
  };
}

const LIVE = { initiateAuth: 'works', getTokensFromRefreshToken: 'works', getUser: 'works' };
const DEAD = {
  initiateAuth: 'NotAuthorizedException: Refresh Token has been revoked',
  getTokensFromRefreshToken: 'NotAuthorizedException: Refresh Token has been revoked',
  getUser: 'NotAuthorizedException: Access Token has been revoked',
};

const logout = (session: Session, more = {}) =>
  postJson(`${service.url}/logout`, {
    refreshToken: session.refreshToken,
    clientId: session.clientId,
    ...more,
  });

const adminRevoke = (body: Record<string, unknown>) =>
  postJson(`${service.url}/admin/revoke`, body, { authorization: `Bearer ${service.apiKey}` });

describe('POST /logout, witnessed by the AWS SDK', () => {
  test('ends the session of a public app client, and no other session of the user', async () => {
    const session = await signIn(service.publicClientId, 'alice');
    const other = await signIn(service.publicClientId, 'alice');
    expect(await useOf(session)).toEqual(LIVE);

    expect(await logout(session)).toMatchObject({ status: 200, body: { status: 'revoked' } });

    expect(await useOf(session)).toEqual(DEAD);
    expect(await useOf(other)).toEqual(LIVE);
  });

  test('ends the session of a confidential app client whose secret only the service knows', async () => {
    const session = await signIn(service.confidentialClientId, 'alice', SECRET);
    expect(await logout(session)).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await useOf(session)).toEqual(DEAD);
  });

  test('ends a session in a second pool and Region in the same process', async () => {
    const session = await signIn(service.otherClientId, 'carol', OTHER_SECRET);
    expect(await logout(session)).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await useOf(session)).toEqual(DEAD);
  });

  test('answers a second logout with the same token as the first', async () => {
    const session = await signIn(service.publicClientId, 'alice');
    const first = await logout(session);
    const second = await logout(session);
    expect(second.status).toBe(200);
    expect(Object.keys(second.body)).toEqual(Object.keys(first.body));
    expect(second.body).toMatchObject({ status: 'revoked' });
  });

  test('with everywhere ends every session of the user', async () => {
    const session = await signIn(service.publicClientId, 'bob');
    const other = await signIn(service.confidentialClientId, 'bob', SECRET);
    const answer = await logout(session, { accessToken: session.accessToken, everywhere: true });
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await useOf(session)).toEqual(DEAD);
    expect(await useOf(other)).toEqual(DEAD);
  });

  test('a refresh token of another app client is refused, and nothing is revoked', async () => {
    const session = await signIn(service.publicClientId, 'alice');
    const answer = await logout(session, { clientId: service.confidentialClientId });
    expect(answer).toMatchObject({ status: 400, body: { code: 'token-not-of-client' } });
    expect(await useOf(session)).toEqual(LIVE);
  });

  test('an access token in place of the refresh token is refused, and nothing is revoked', async () => {
    const session = await signIn(service.publicClientId, 'alice');
    const answer = await logout(session, { refreshToken: session.accessToken });
    expect(answer).toMatchObject({ status: 400, body: { code: 'unsupported-token-type' } });
    expect(await useOf(session)).toEqual(LIVE);
  });
});

describe('POST /admin/revoke, witnessed by the AWS SDK', () => {
  test('by token ends that session, and no other session of the user', async () => {
    const session = await signIn(service.confidentialClientId, 'alice', SECRET);
    const other = await signIn(service.confidentialClientId, 'alice', SECRET);
    const { refreshToken, clientId } = session;
    const answer = await adminRevoke({ refreshToken, clientId, reason: 'lost phone' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await useOf(session)).toEqual(DEAD);
    expect(await useOf(other)).toEqual(LIVE);
  });

  test("by user ends every session of that user, and nobody else's", async () => {
    const sessions = [
      await signIn(service.publicClientId, 'alice'),
      await signIn(service.confidentialClientId, 'alice', SECRET),
    ];
    const bystander = await signIn(service.publicClientId, 'bob');
    const { userPoolId } = service;
    const answer = await adminRevoke({ username: 'alice', userPoolId, reason: 'account taken over' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked' } });
    for (const session of sessions) expect(await useOf(session)).toEqual(DEAD);
    expect(await useOf(bystander)).toEqual(LIVE);
  });

  test('is open to a Cognito access token of the admin group', async () => {
    const admin = await signIn(service.publicClientId, 'root');
    const session = await signIn(service.publicClientId, 'bob');
    const answer = await postJson(
      `${service.url}/admin/revoke`,
      { username: 'bob', userPoolId: service.userPoolId, reason: 'left the company' },
      { authorization: `Bearer ${admin.accessToken}` },
    );
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await useOf(session)).toEqual(DEAD);
  });

  test('a user whom the pool does not know is a 404', async () => {
    const answer = await adminRevoke({
      username: 'nobody',
      userPoolId: service.userPoolId,
      reason: 'typing error',
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'user-not-found' } });
  });
});
