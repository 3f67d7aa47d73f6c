import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';

const PASSWORD = canary('Correct-horse-7');
let fake: FakeCognito;
let sdk: CognitoIdentityProviderClient;
let userPoolId: string;
let clientId: string;
let jwks: Awaited<ReturnType<FakeCognito['createUserPool']>>['jwks'];

beforeAll(async () => {
  fake = await startFakeCognito();
  ({ id: userPoolId, jwks } = await fake.createUserPool({ region: 'eu-west-1' }));
  ({ clientId } = fake.createAppClient({ userPoolId }));
  fake.createUser({ userPoolId, username: 'alice', password: PASSWORD, email: 'alice@example.com' });
  sdk = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint: fake.url, maxAttempts: 1 });
});

afterAll(async () => {
  sdk.destroy();
  await fake.stop();
});

interface SessionTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

async function signIn(): Promise<SessionTokens> {
  const { AuthenticationResult: tokens } = await sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: 'alice', PASSWORD },
    }),
  );
  return {
    accessToken: canary(tokens?.AccessToken ?? ''),
    idToken: canary(tokens?.IdToken ?? ''),
    refreshToken: canary(tokens?.RefreshToken ?? ''),
  };
}

function refresh(refreshToken: string) {
  return sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
}

test('a revoked refresh token, and the access token of its session, are refused by every operation', async () => {
  const { accessToken, refreshToken } = await signIn();

  await sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));

  await expect(refresh(refreshToken)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Refresh Token has been revoked',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: refreshToken })),
  ).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'Refresh Token has been revoked' });
  await expect(sdk.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });
});

test('another session of the same user outlives the revocation', async () => {
  const [one, other] = [await signIn(), await signIn()];

  await sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: one.refreshToken }));

  expect((await sdk.send(new GetUserCommand({ AccessToken: other.accessToken }))).Username).toBe('alice');
  expect((await refresh(other.refreshToken)).AuthenticationResult?.RefreshToken).toBeUndefined();
});

test('an access token that was refreshed dies with the refresh token, and still verifies offline', async () => {
  const { refreshToken } = await signIn();
  const refreshed = canary((await refresh(refreshToken)).AuthenticationResult?.AccessToken ?? '');

  await sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));

  await expect(sdk.send(new GetUserCommand({ AccessToken: refreshed }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' });
  verifier.cacheJwks(jwks);
  expect((await verifier.verify(refreshed)).username).toBe('alice');
});

test('revoking twice is a success both times', async () => {
  const { refreshToken } = await signIn();
  const revoke = () => sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));

  await revoke();
  expect((await revoke()).$metadata.httpStatusCode).toBe(200);
});
