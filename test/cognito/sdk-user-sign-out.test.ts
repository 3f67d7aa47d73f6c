import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import type { UserSignOut } from '../../src/revocation/ports/users/user-sign-out.ts';
import { canary } from '../support/canaries.ts';
import {
  createCognitoUnderTest,
  type CognitoUnderTestOptions,
} from '../support/cognito/cognito-under-test.ts';

const AWS_CREDENTIALS = {
  accessKeyId: 'AKIACANARYSIGNOUT',
  secretAccessKey: canary('signoutCANARYsignoutCANARYaccesskey'),
};

let fake: FakeCognito;
let userPoolId: string;
let clientId: string;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  fake = await startFakeCognito({ refusedAccessKeyIds: ['AKIAREFUSED'] });
  ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' }));
  ({ clientId } = fake.createAppClient({ userPoolId }));
  for (const username of ['alice', 'bob', 'carol']) {
    fake.createUser({ userPoolId, username, password: canary('Sign-out-horse-7') });
  }
});
afterEach(async () => {
  fake.clearFaults();
  for (const connections of open.splice(0)) await connections.close();
});
afterAll(() => fake.stop());

function userSignOut(credentials: CognitoUnderTestOptions['credentials'] = AWS_CREDENTIALS): UserSignOut {
  const appClient = { clientId, userPoolId, region: 'eu-west-1', secrets: [], sessionTracking: false };
  const { connections, userSignOut } = createCognitoUnderTest({
    clients: [{ ...appClient, endpoint: fake.url }],
    credentials,
  });
  open.push(connections);
  return userSignOut;
}

function signIn(username: string) {
  const { accessToken, idToken, refreshToken } = fake.signIn({ clientId, username });
  return { accessToken: canary(accessToken), idToken: canary(idToken), refreshToken: canary(refreshToken) };
}

function signOutSelf(accessToken: string): Promise<UpstreamOutcome> {
  return userSignOut().signOutSelf({ userPoolId, accessToken }, AbortSignal.timeout(10_000));
}

function signOutUser(
  username: string,
  credentials?: CognitoUnderTestOptions['credentials'],
  timeoutMs = 10_000,
): Promise<UpstreamOutcome> {
  return userSignOut(credentials).signOutUser({ userPoolId, username }, AbortSignal.timeout(timeoutMs));
}

describe('signing oneself out', () => {
  test('ends every session of the user and nobody else’s', async () => {
    const [here, there, others] = [signIn('alice'), signIn('alice'), signIn('bob')];
    expect(await signOutSelf(here.accessToken)).toEqual({ kind: 'confirmed' });
    expect([here, there, others].map(({ refreshToken }) => fake.refreshTokenState(refreshToken))).toEqual([
      'revoked',
      'revoked',
      'live',
    ]);
  });

  test('is not signed with AWS credentials', async () => {
    await signOutSelf(signIn('alice').accessToken);
    expect(fake.calls().at(-1)).toMatchObject({ operation: 'GlobalSignOut', status: 200 });
    expect(fake.calls().at(-1)).not.toHaveProperty('accessKeyId');
  });

  test.each([
    ['an ID token', () => signIn('alice').idToken],
    ['garbage', () => canary('eyJCANARYsignout.garbage.here')],
    [
      'an access token of a session that was ended',
      () => {
        const { accessToken } = signIn('carol');
        fake.disableUser({ userPoolId, username: 'carol' });
        fake.enableUser({ userPoolId, username: 'carol' });
        return accessToken;
      },
    ],
  ])('by %s is rejected', async (_, token) => {
    expect(await signOutSelf(token())).toMatchObject({ kind: 'rejected', code: 'unauthenticated' });
  });

  test('finds a deleted user’s sessions dead', async () => {
    fake.failNext({ operation: 'GlobalSignOut', kind: 'exception', exception: 'UserNotFoundException' });
    expect(await signOutSelf(signIn('alice').accessToken)).toMatchObject({ kind: 'already-dead' });
  });
});

describe('signing a user out', () => {
  test('ends every session of that user', async () => {
    const { refreshToken } = signIn('bob');
    expect(await signOutUser('bob')).toEqual({ kind: 'confirmed' });
    expect(fake.refreshTokenState(refreshToken)).toBe('revoked');
    expect(fake.calls().at(-1)).toMatchObject({ accessKeyId: AWS_CREDENTIALS.accessKeyId });
  });

  test('is rejected for a user that the pool does not have', async () => {
    expect(await signOutUser('nobody')).toMatchObject({ kind: 'rejected', code: 'user-not-found' });
  });

  test('is rejected for a name that no user can have', async () => {
    expect(await signOutUser('x'.repeat(500))).toMatchObject({ kind: 'rejected', code: 'user-not-found' });
  });

  test('is parked where AWS refuses the credentials', async () => {
    const refused = { ...AWS_CREDENTIALS, accessKeyId: 'AKIAREFUSED' };
    expect(await signOutUser('bob', refused)).toEqual({
      kind: 'parked',
      cause: 'not-permitted',
      exceptionName: 'UnrecognizedClientException',
    });
  });

  test.each(['AccessDeniedException', 'MissingAuthenticationTokenException', 'NotAuthorizedException'])(
    'is parked on %s',
    async (exception) => {
      fake.failNext({ operation: 'AdminUserGlobalSignOut', kind: 'exception', exception });
      expect(await signOutUser('bob')).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
    },
  );

  test('is parked where no credentials are found', async () => {
    const none = () =>
      Promise.reject(Object.assign(new Error('nothing in the chain'), { name: 'CredentialsProviderError' }));
    expect(await signOutUser('bob', none)).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
  });

  test('is to be retried where credentials do not come in time', async () => {
    const never = () => new Promise<typeof AWS_CREDENTIALS>(() => undefined);
    expect(await signOutUser('bob', never, 200)).toMatchObject({ kind: 'retry', cause: 'timeout' });
  });

  test('is parked where Cognito does not know the user pool', async () => {
    fake.failNext({
      operation: 'AdminUserGlobalSignOut',
      kind: 'exception',
      exception: 'ResourceNotFoundException',
    });
    expect(await signOutUser('bob')).toMatchObject({ kind: 'parked', cause: 'user-pool-not-found' });
  });

  test.each([
    ['throttle', 'throttled'],
    ['html-503', 'server-error'],
    ['reset', 'connection'],
    ['truncated-json', 'unusable-answer'],
    ['huge-body', 'unusable-answer'],
  ] as const)('is to be retried after %s', async (kind, cause) => {
    fake.failNext({ operation: 'AdminUserGlobalSignOut', kind });
    expect(await signOutUser('bob')).toMatchObject({ kind: 'retry', cause });
  });
});

test('a user pool of no configured app client is an error, and nothing is sent', async () => {
  const before = fake.calls().length;
  const signOut = userSignOut();
  const signal = AbortSignal.timeout(10_000);
  const other = { userPoolId: 'eu-west-1_Other', username: 'bob', accessToken: 'none' };
  await expect(signOut.signOutUser(other, signal)).rejects.toMatchObject({ code: 'invalid-request' });
  await expect(signOut.signOutSelf(other, signal)).rejects.toMatchObject({ code: 'invalid-request' });
  expect(fake.calls()).toHaveLength(before);
});
