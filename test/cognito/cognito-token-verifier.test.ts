import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import {
  signToken,
  signTokenWithPublicKey,
  unsignedToken,
  type Claims,
} from '../support/cognito/signed-tokens.ts';
import {
  ACCESS,
  CLIENT_ID,
  ID,
  KEY,
  NOW_SECONDS,
  OTHER_KEY,
  startVerifierUnderTest,
  USER_POOL_ID,
  type VerifierUnderTest,
} from '../support/cognito/verifier-under-test.ts';

let setup: VerifierUnderTest;
beforeEach(async () => {
  setup = await startVerifierUnderTest();
});
afterEach(() => setup.stop());

describe('a genuine token', () => {
  test('gives the claims of an access token', async () => {
    expect(await setup.verifier.verify(signToken(KEY, ACCESS))).toEqual({
      tokenUse: 'access',
      sub: 'sub-of-alice',
      username: 'alice',
      clientId: CLIENT_ID,
      userPoolId: USER_POOL_ID,
      originJti: 'origin-1',
      issuedAtSeconds: NOW_SECONDS,
      expiresAtSeconds: NOW_SECONDS + 600,
      groups: ['admins'],
      scopes: ['openid', 'aws.cognito.signin.user.admin'],
    });
    expect(setup.fetches.map(({ path }) => path)).toEqual([`/${USER_POOL_ID}/.well-known/jwks.json`]);
  });

  test('gives the claims of an ID token', async () => {
    expect(await setup.verifier.verify(signToken(KEY, ID))).toMatchObject({
      tokenUse: 'id',
      username: 'alice',
      clientId: CLIENT_ID,
      scopes: [],
    });
  });

  test('of an app client without token revocation has no origin_jti', async () => {
    const { origin_jti: _, ...claims } = ACCESS;
    expect(await setup.verifier.verify(signToken(KEY, claims))).toMatchObject({ originJti: undefined });
  });

  test('may name the pool by the other form of its issuer', async () => {
    const iss = `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${USER_POOL_ID}`;
    expect(await setup.verifier.verify(signToken(KEY, { ...ACCESS, iss }))).toMatchObject({
      sub: 'sub-of-alice',
    });
  });

  test('may be of any configured pool, each with its own keys', async () => {
    const fake = await startFakeCognito();
    const clients = await Promise.all(
      ['eu-west-1', 'us-east-1'].map(async (region) => {
        const { id: userPoolId } = await fake.createUserPool({ region });
        fake.createUser({ userPoolId, username: 'alice', password: canary('Verify-horse-7') });
        const { clientId } = fake.createAppClient({ userPoolId });
        return { clientId, userPoolId, region, endpoint: fake.url };
      }),
    );
    const both = setup.verifierOf(() => clients);
    for (const { clientId, userPoolId } of clients) {
      const { accessToken, idToken } = fake.signIn({ clientId, username: 'alice' });
      for (const token of [canary(accessToken), canary(idToken)]) {
        expect(await both.verify(token)).toMatchObject({ userPoolId, clientId, username: 'alice' });
      }
    }
    await fake.stop();
  });
});

describe('does not verify, at the price of at most one fetch:', () => {
  const POOL_2_ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Verify2';
  const { exp: _, ...WITHOUT_EXP } = ACCESS;
  const { sub: __, ...WITHOUT_SUB } = ACCESS;
  const forgeries: [string, () => string][] = [
    ['a token signed with nothing (alg none)', () => unsignedToken(ACCESS, { alg: 'none', kid: KEY.kid })],
    ['alg none in capitals', () => unsignedToken(ACCESS, { alg: 'NONE', kid: KEY.kid }, 'c2ln')],
    ['HS256 with the public key', () => signTokenWithPublicKey(KEY, ACCESS)],
    ['another RSA algorithm in the header', () => signToken(KEY, ACCESS, { alg: 'RS512' })],
    ['another key under the kid of the right one', () => signToken({ ...OTHER_KEY, kid: KEY.kid }, ACCESS)],
    [
      'a key that the token brings along (jwk)',
      () => signToken(OTHER_KEY, ACCESS, { jwk: OTHER_KEY.publicKey.export({ format: 'jwk' }) }),
    ],
    [
      'a key that the token points to (jku)',
      () => signToken(OTHER_KEY, ACCESS, { jku: `${setup.client(CLIENT_ID).endpoint}/evil.json` }),
    ],
    [
      'a certificate that the token points to (x5u)',
      () => signToken(OTHER_KEY, ACCESS, { x5u: `${setup.client(CLIENT_ID).endpoint}/evil.pem` }),
    ],
    [
      'a kid that climbs through paths',
      () => signToken(OTHER_KEY, ACCESS, { kid: '../../../evil/jwks.json' }),
    ],
    ['a kid that is inherited by every object', () => signToken(OTHER_KEY, ACCESS, { kid: 'constructor' })],
    ['no kid', () => signToken(KEY, ACCESS, { kid: undefined })],
    ['a changed payload', () => swapPayload(signToken(KEY, ACCESS), { ...ACCESS, sub: 'sub-of-bob' })],
    ['a cut signature', () => signToken(KEY, ACCESS).slice(0, -8)],
    ['an expired token', () => signToken(KEY, { ...ACCESS, exp: NOW_SECONDS - 1 })],
    ['a token without expiry', () => signToken(KEY, WITHOUT_EXP)],
    ['a token without user', () => signToken(KEY, WITHOUT_SUB)],
    ['a token that is not valid yet', () => signToken(KEY, { ...ACCESS, nbf: NOW_SECONDS + 600 })],
    ['another app client’s access token', () => signToken(KEY, { ...ACCESS, client_id: 'other1client' })],
    ['another app client’s ID token', () => signToken(KEY, { ...ID, aud: 'other1client' })],
    ['an ID token that calls itself an access token', () => signToken(KEY, { ...ID, token_use: 'access' })],
    ['an unknown token_use', () => signToken(KEY, { ...ACCESS, token_use: 'refresh' })],
    ['another pool', () => signToken(KEY, { ...ACCESS, iss: POOL_2_ISSUER })],
    [
      'a stranger’s issuer that ends like the pool’s',
      () => signToken(KEY, { ...ACCESS, iss: `https://evil.example/${USER_POOL_ID}` }),
    ],
    ['no issuer', () => signToken(KEY, { ...ACCESS, iss: undefined })],
    ['garbage', () => canary('not-a-token-CANARYverify')],
    ['three parts that are no JSON', () => canary('CANARY.verify.garbage')],
    ['nothing', () => ''],
  ];

  test.each(forgeries)('%s', async (_, forge) => {
    expect(await setup.verifier.verify(forge())).toBeUndefined();
    expect(setup.fetches.length).toBeLessThanOrEqual(1);
    expect(setup.fetches.filter(({ path }) => path !== `/${USER_POOL_ID}/.well-known/jwks.json`)).toEqual([]);
  });

  test('a token of another pool that uses the first pool’s key', async () => {
    const both = setup.verifierOf(() => [
      setup.client(CLIENT_ID),
      setup.client('verify2client', 'eu-west-1_Verify2'),
    ]);
    const crossed = signToken(KEY, { ...ACCESS, iss: POOL_2_ISSUER });
    expect(await both.verify(crossed)).toBeUndefined();
  });

  test('anything, where no app client is configured', async () => {
    expect(await setup.verifierOf(() => []).verify(signToken(KEY, ACCESS))).toBeUndefined();
    expect(setup.fetches.length).toBe(0);
  });
});

test('a reload of the app clients shows at once', async () => {
  let accepted = [setup.client(CLIENT_ID)];
  const reloading = setup.verifierOf(() => accepted);
  const token = signToken(KEY, ACCESS);
  const tokenOfNew = signToken(KEY, { ...ACCESS, client_id: 'verify9client' });
  expect(await reloading.verify(token)).toMatchObject({ clientId: CLIENT_ID });
  accepted = [setup.client('verify9client')];
  expect(await reloading.verify(token)).toBeUndefined();
  expect(await reloading.verify(tokenOfNew)).toMatchObject({ clientId: 'verify9client' });
  expect(setup.fetches.length).toBe(1);
});

function swapPayload(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.');
  return canary([header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'));
}
