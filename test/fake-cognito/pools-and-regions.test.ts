import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminUserGlobalSignOutCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  RevokeTokenCommand,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { DEMO, seedDemo } from '../../src/fake-cognito/seed/seed-demo.ts';
import { canary } from '../support/canaries.ts';
import { sdkFor } from './seeded-fake.ts';

canary(DEMO.confidentialSecret);
canary(DEMO.secondConfidentialSecret);

let fake: FakeCognito;
let sdks: ReturnType<typeof sdkFor>[];
beforeAll(async () => {
  fake = await startFakeCognito({ refusedAccessKeyIds: ['AKIAREFUSED'] });
  await seedDemo(fake);
  sdks = [
    sdkFor(fake, 'AKIATEST', DEMO.region),
    sdkFor(fake, 'AKIATEST', DEMO.secondRegion),
    sdkFor(fake, 'AKIAREFUSED', DEMO.region),
  ];
});
afterAll(async () => {
  for (const sdk of sdks) sdk.destroy();
  await fake.stop();
});

const [FIRST, SECOND, REFUSED] = [0, 1, 2] as const;
const sdkOf = (which: typeof FIRST | typeof SECOND | typeof REFUSED) => sdks[which] ?? sdkFor(fake);

describe('a pool whose users sign in by e-mail', () => {
  const EMAIL = 'gwen@example.com';

  test('gives each user a name that is the sub, and finds the user by the address too', async () => {
    const { id: UserPoolId } = await fake.createUserPool({ region: DEMO.region, signInBy: 'email' });
    const { clientId: ClientId } = fake.createAppClient({ userPoolId: UserPoolId });
    const sdk = sdkOf(FIRST);
    const created = await sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: EMAIL }));
    const { User: { Username = '', Attributes = [] } = {} } = created;
    expect(Attributes).toContainEqual({ Name: 'sub', Value: Username });
    expect(Attributes).toContainEqual({ Name: 'email', Value: EMAIL });

    for (const name of [EMAIL, 'Gwen@Example.com', Username]) {
      const found = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: name }));
      expect(found.Username).toBe(Username);
    }
    const { accessToken } = fake.signIn({ clientId: ClientId, username: EMAIL });
    await sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: EMAIL }));
    const use = new GetUserCommand({ AccessToken: canary(accessToken) });
    await expect(sdk.send(use)).rejects.toThrow('revoked');
    const again = new AdminCreateUserCommand({ UserPoolId, Username: EMAIL.toUpperCase() });
    await expect(sdk.send(again)).rejects.toThrow(UsernameExistsException);
    const nameless = new AdminCreateUserCommand({ UserPoolId, Username: 'gwen' });
    await expect(sdk.send(nameless)).rejects.toThrow('Username should be an email.');
    const { UserPool } = await sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.UsernameAttributes).toEqual(['email']);
  });
});

describe('the pools of the demo', () => {
  test('have issuers of their own Region and keys of their own', async () => {
    const [first, second] = await Promise.all(
      [DEMO.userPoolId, DEMO.secondUserPoolId].map(async (id) => {
        const base = `${fake.url}/${id}/.well-known`;
        const configuration = (await (await fetch(`${base}/openid-configuration`)).json()) as Record<
          string,
          unknown
        >;
        const { keys } = (await (await fetch(`${base}/jwks.json`)).json()) as { keys: { n: string }[] };
        return { issuer: configuration['issuer'], moduli: keys.map(({ n }) => n) };
      }),
    );

    expect(first?.issuer).toBe(`https://cognito-idp.eu-west-1.amazonaws.com/${DEMO.userPoolId}`);
    expect(second?.issuer).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${DEMO.secondUserPoolId}`);
    expect(new Set([...(first?.moduli ?? []), ...(second?.moduli ?? [])]).size).toBe(4);
  });

  test('a confidential app client of the second pool revokes with its own secret, and not with the other one', async () => {
    const ClientId = DEMO.secondConfidentialClientId;
    const Token = canary(fake.signIn({ clientId: ClientId, username: 'carol' }).refreshToken);
    const revoke = (ClientSecret: string) =>
      sdkOf(SECOND).send(new RevokeTokenCommand({ ClientId, ClientSecret, Token }));

    await expect(revoke(DEMO.confidentialSecret)).rejects.toMatchObject({ name: 'UnauthorizedException' });
    expect(fake.refreshTokenState(Token)).toBe('live');
    await revoke(DEMO.secondConfidentialSecret);
    expect(fake.refreshTokenState(Token)).toBe('revoked');
  });

  test('an admin carries the group in the access token', () => {
    const { accessToken } = fake.signIn({ clientId: DEMO.publicClientId, username: 'admin' });
    const claims = Buffer.from(canary(accessToken).split('.')[1] ?? '', 'base64url').toString('utf8');

    expect(JSON.parse(claims)).toMatchObject({ 'cognito:groups': [DEMO.adminGroup], username: 'admin' });
  });
});

describe('operations that IAM guards', () => {
  const signOut = (Username: string) =>
    new AdminUserGlobalSignOutCommand({ UserPoolId: DEMO.userPoolId, Username });

  test('AdminUserGlobalSignOut ends the sessions of one user at all app clients, by username or sub', async () => {
    const one = fake.signIn({ clientId: DEMO.publicClientId, username: 'alice' });
    const two = fake.signIn({ clientId: DEMO.confidentialClientId, username: 'alice' });
    const bob = fake.signIn({ clientId: DEMO.publicClientId, username: 'bob' });

    await sdkOf(FIRST).send(signOut('alice'));

    expect([one, two, bob].map(({ refreshToken }) => fake.refreshTokenState(canary(refreshToken)))).toEqual([
      'revoked',
      'revoked',
      'live',
    ]);
    const { UserAttributes } = await sdkOf(FIRST).send(new GetUserCommand({ AccessToken: bob.accessToken }));
    await sdkOf(FIRST).send(signOut(UserAttributes?.find(({ Name }) => Name === 'sub')?.Value ?? ''));
    expect(fake.refreshTokenState(bob.refreshToken)).toBe('revoked');
  });

  test('know the pools of the Region that the request was signed for, and no others', async () => {
    await expect(sdkOf(SECOND).send(signOut('alice'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool ${DEMO.userPoolId} does not exist.`,
    });
  });

  test('refuse an access key that they were told to refuse', async () => {
    await expect(sdkOf(REFUSED).send(signOut('alice'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  test('AdminInitiateAuth signs in with a password', async () => {
    const { AuthenticationResult } = await sdkOf(FIRST).send(
      new AdminInitiateAuthCommand({
        UserPoolId: DEMO.userPoolId,
        ClientId: DEMO.publicClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'alice', PASSWORD: canary(DEMO.passwords.alice) },
      }),
    );
    expect(AuthenticationResult?.ExpiresIn).toBe(3600);
  });

  test('DescribeUserPoolClient tells the settings and the secret', async () => {
    const { UserPoolClient } = await sdkOf(FIRST).send(
      new DescribeUserPoolClientCommand({ UserPoolId: DEMO.userPoolId, ClientId: DEMO.confidentialClientId }),
    );
    expect(UserPoolClient).toMatchObject({ ClientName: 'backend', EnableTokenRevocation: true });
    expect(UserPoolClient?.ClientSecret === DEMO.confidentialSecret).toBe(true);
    expect(UserPoolClient?.CreationDate).toBeInstanceOf(Date);
  });
});
