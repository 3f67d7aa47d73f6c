import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { canary } from '../support/canaries.ts';
import { PASSWORD, startSeededFake, type SeededFake } from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterAll(() => seeded.stop());

function initiateAuth(
  AuthFlow: 'USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH',
  parameters: Record<string, string>,
) {
  return seeded.sdk.send(
    new InitiateAuthCommand({ AuthFlow, ClientId: seeded.publicClientId, AuthParameters: parameters }),
  );
}

async function signIn() {
  const { AuthenticationResult: tokens } = await initiateAuth('USER_PASSWORD_AUTH', {
    USERNAME: 'alice',
    PASSWORD,
  });
  return {
    accessToken: canary(tokens?.AccessToken ?? ''),
    idToken: canary(tokens?.IdToken ?? ''),
    refreshToken: canary(tokens?.RefreshToken ?? ''),
  };
}

const refresh = (refreshToken: string) => initiateAuth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken });

function getTokens(RefreshToken: string, ClientId = seeded.publicClientId) {
  return seeded.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
}

function getUser(AccessToken: string) {
  return seeded.sdk.send(new GetUserCommand({ AccessToken }));
}

function revoke(Token: string, ClientId = seeded.publicClientId) {
  return seeded.sdk.send(new RevokeTokenCommand({ ClientId, Token }));
}

test('a revoked refresh token, and the access token of its session, are refused by every operation', async () => {
  const { accessToken, refreshToken } = await signIn();

  await revoke(refreshToken);

  const refused = { name: 'NotAuthorizedException', $metadata: { httpStatusCode: 400 } };
  await expect(refresh(refreshToken)).rejects.toMatchObject({
    ...refused,
    message: 'Refresh Token has been revoked',
  });
  await expect(getTokens(refreshToken)).rejects.toMatchObject({
    ...refused,
    message: 'Refresh Token has been revoked',
  });
  await expect(getUser(accessToken)).rejects.toMatchObject({
    ...refused,
    message: 'Access Token has been revoked',
  });
});

test('another session of the same user outlives the revocation', async () => {
  const [one, other] = [await signIn(), await signIn()];

  await revoke(one.refreshToken);

  expect((await getUser(other.accessToken)).Username).toBe('alice');
  expect((await refresh(other.refreshToken)).AuthenticationResult?.RefreshToken).toBeUndefined();
});

test('an access token that was refreshed dies with the refresh token, and still verifies offline', async () => {
  const { refreshToken } = await signIn();
  const refreshed = canary((await refresh(refreshToken)).AuthenticationResult?.AccessToken ?? '');

  await revoke(refreshToken);

  await expect(getUser(refreshed)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  expect(await verifier('access').verify(refreshed)).toMatchObject({ username: 'alice' });
});

test('access and ID tokens verify with aws-jwt-verify, each as what it is', async () => {
  const { accessToken, idToken } = await signIn();

  expect(await verifier('id').verify(idToken)).toMatchObject({ email: 'alice@example.com', token_use: 'id' });
  await expect(verifier('access').verify(idToken)).rejects.toThrow('Token use not allowed');
  await expect(verifier('id').verify(accessToken)).rejects.toThrow('Token use not allowed');
});

test('revoking twice is a success both times', async () => {
  const { refreshToken } = await signIn();

  await revoke(refreshToken);
  expect((await revoke(refreshToken)).$metadata.httpStatusCode).toBe(200);
});

test('a rotated refresh token stays good for the grace period, and afterwards its reuse harms nobody', async () => {
  const { userPoolId, fake } = seeded;
  const { clientId } = fake.createAppClient({ userPoolId, rotation: { graceSeconds: 30 } });
  const parent = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
  const rotate = async (token: string) =>
    canary((await getTokens(token, clientId)).AuthenticationResult?.RefreshToken ?? '');

  const child = await rotate(parent);
  expect(await rotate(parent)).not.toBe(child);
  fake.clock.advanceMs(30_000);

  await expect(rotate(parent)).rejects.toMatchObject({ name: 'RefreshTokenReuseException' });
  expect(await rotate(child)).not.toBe('');
  fake.clock.reset();
});

test('a rotated refresh token lives no longer than the first one would have', async () => {
  const { userPoolId, fake } = seeded;
  const { clientId } = fake.createAppClient({
    userPoolId,
    rotation: { graceSeconds: 0 },
    refreshTokenValiditySeconds: 3600,
  });
  const parent = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
  fake.clock.advanceMs(3_000_000);
  const child = canary((await getTokens(parent, clientId)).AuthenticationResult?.RefreshToken ?? '');
  fake.clock.advanceMs(600_000);

  await expect(getTokens(child, clientId)).rejects.toMatchObject({ message: 'Refresh Token has expired' });
  fake.clock.reset();
});

test('an access token expires, and a session can be revoked all the same', async () => {
  const { accessToken, refreshToken } = await signIn();
  seeded.fake.clock.advanceMs(3_600_000);

  await expect(getUser(accessToken)).rejects.toMatchObject({ message: 'Access Token has expired' });
  await revoke(refreshToken);
  seeded.fake.clock.reset();
  await expect(getUser(accessToken)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
});

function verifier(tokenUse: 'access' | 'id') {
  const { userPoolId, publicClientId: clientId, jwks } = seeded;
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
  verifier.cacheJwks(jwks);
  return verifier;
}
