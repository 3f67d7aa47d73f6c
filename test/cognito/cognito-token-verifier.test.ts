import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createCognitoTokenVerifier,
  type AcceptedAppClient,
} from '../../src/cognito/cognito-token-verifier.ts';
import {
  createUpstreamConnections,
  type UpstreamConnections,
} from '../../src/cognito/upstream-connections.ts';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import type { TokenVerifier } from '../../src/revocation/ports/token-verifier.ts';
import { canary } from '../support/canaries.ts';
import {
  answerJson,
  startScriptedUpstream,
  type ScriptedUpstream,
} from '../support/cognito/scripted-upstream.ts';
import {
  createSigningKey,
  jwksOf,
  signToken,
  signTokenWithPublicKey,
  unsignedToken,
  type Claims,
} from '../support/cognito/signed-tokens.ts';

const USER_POOL_ID = 'eu-west-1_Verify1';
const CLIENT_ID = 'verify1client';
const KEY = createSigningKey('kid-1');
const OTHER_KEY = createSigningKey('kid-2');
const NOW_SECONDS = Math.floor(Date.now() / 1000);

const ACCESS: Claims = {
  sub: 'sub-of-alice',
  iss: `https://cognito-idp.eu-west-1.amazonaws.com/${USER_POOL_ID}`,
  client_id: CLIENT_ID,
  origin_jti: 'origin-1',
  token_use: 'access',
  scope: 'openid aws.cognito.signin.user.admin',
  exp: NOW_SECONDS + 600,
  iat: NOW_SECONDS,
  jti: 'jti-1',
  username: 'alice',
  'cognito:groups': ['admins'],
};
const { client_id: _, username: __, scope: ___, ...SHARED } = ACCESS;
const ID: Claims = { ...SHARED, token_use: 'id', aud: CLIENT_ID, 'cognito:username': 'alice' };

let upstream: ScriptedUpstream;
let connections: UpstreamConnections;
let answer: (respond: (status: number, body: string) => void) => void;
let nowMs: number;
let verifier: TokenVerifier;

beforeEach(async () => {
  answer = (respond) => respond(200, jwksOf([KEY]));
  upstream = await startScriptedUpstream((_call, response) =>
    answer((status, body) => answerJson(response, status, body)),
  );
  connections = createUpstreamConnections();
  nowMs = Date.now();
  verifier = verifierOf([clientOf(CLIENT_ID)]);
});
afterEach(async () => {
  await connections.close();
  await upstream.stop();
});

function clientOf(clientId: string, userPoolId = USER_POOL_ID): AcceptedAppClient {
  return { clientId, userPoolId, region: 'eu-west-1', endpoint: upstream.url };
}

function verifierOf(accepted: readonly AcceptedAppClient[]): TokenVerifier {
  return createCognitoTokenVerifier({
    clients: { all: () => accepted },
    connections,
    clock: { nowMs: () => nowMs },
  });
}

function fetches(): number {
  return upstream.calls.length;
}

describe('a genuine token', () => {
  test('gives the claims of an access token', async () => {
    expect(await verifier.verify(signToken(KEY, ACCESS))).toEqual({
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
    expect(upstream.calls.map(({ path }) => path)).toEqual([`/${USER_POOL_ID}/.well-known/jwks.json`]);
  });

  test('gives the claims of an ID token', async () => {
    expect(await verifier.verify(signToken(KEY, ID))).toMatchObject({
      tokenUse: 'id',
      username: 'alice',
      clientId: CLIENT_ID,
      scopes: [],
    });
  });

  test('of an app client without token revocation has no origin_jti', async () => {
    const { origin_jti: _, ...claims } = ACCESS;
    expect(await verifier.verify(signToken(KEY, claims))).toMatchObject({ originJti: undefined });
  });

  test('may name the pool by the other form of its issuer', async () => {
    const iss = `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${USER_POOL_ID}`;
    expect(await verifier.verify(signToken(KEY, { ...ACCESS, iss }))).toMatchObject({ sub: 'sub-of-alice' });
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
    const both = verifierOf(clients);
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
      () => signToken(OTHER_KEY, ACCESS, { jku: `${upstream.url}/evil.json` }),
    ],
    [
      'a certificate that the token points to (x5u)',
      () => signToken(OTHER_KEY, ACCESS, { x5u: `${upstream.url}/evil.pem` }),
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
    expect(await verifier.verify(forge())).toBeUndefined();
    expect(fetches()).toBeLessThanOrEqual(1);
    expect(upstream.calls.filter(({ path }) => path !== `/${USER_POOL_ID}/.well-known/jwks.json`)).toEqual(
      [],
    );
  });

  test('a token of another pool that uses the first pool’s key', async () => {
    const both = verifierOf([clientOf(CLIENT_ID), clientOf('verify2client', 'eu-west-1_Verify2')]);
    const crossed = signToken(KEY, { ...ACCESS, iss: POOL_2_ISSUER });
    expect(await both.verify(crossed)).toBeUndefined();
  });

  test('anything, where no app client is configured', async () => {
    expect(await verifierOf([]).verify(signToken(KEY, ACCESS))).toBeUndefined();
    expect(fetches()).toBe(0);
  });
});

describe('the pool’s keys', () => {
  test('are fetched once for all who come first', async () => {
    const tokens = Array.from({ length: 50 }, (_, index) => signToken(KEY, { ...ACCESS, jti: `${index}` }));
    const claims = await Promise.all(tokens.map((token) => verifier.verify(token)));
    expect(claims.filter((one) => one === undefined)).toEqual([]);
    expect(fetches()).toBe(1);
  });

  test('are fetched for unknown key ids at most every 10 s', async () => {
    await verifier.verify(signToken(KEY, ACCESS));
    for (let index = 0; index < 20; index += 1) {
      expect(
        await verifier.verify(signToken(OTHER_KEY, ACCESS, { kid: `invented-${index}` })),
      ).toBeUndefined();
    }
    expect(fetches()).toBe(1);
    nowMs += 10_000;
    for (let index = 0; index < 20; index += 1) {
      await verifier.verify(signToken(OTHER_KEY, ACCESS, { kid: `invented-${index}` }));
    }
    expect(fetches()).toBe(2);
  });

  test('may be replaced: the new key counts as soon as it is asked for, the old one no more', async () => {
    const [before, after] = [signToken(KEY, ACCESS), signToken(OTHER_KEY, ACCESS)];
    await verifier.verify(before);
    answer = (respond) => respond(200, jwksOf([OTHER_KEY]));
    nowMs += 10_000;
    expect(await verifier.verify(after)).toMatchObject({ sub: 'sub-of-alice' });
    expect(await verifier.verify(before)).toBeUndefined();
  });

  test('are used for 24 h and not longer while they cannot be fetched', async () => {
    const token = signToken(KEY, ACCESS);
    await verifier.verify(token);
    answer = (respond) => respond(503, '');
    nowMs += 24 * 3_600_000 - 1;
    expect(await verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
    nowMs += 1;
    expect(await verifier.verify(token)).toBeUndefined();
  });

  test('are fetched anew in good time, so that an outage of hours is not noticed', async () => {
    const token = signToken(KEY, ACCESS);
    await verifier.verify(token);
    nowMs += 13 * 3_600_000;
    await verifier.verify(token);
    await until(() => fetches() === 2);
    await verifier.verify(token);
    answer = (respond) => respond(503, '');
    nowMs += 23 * 3_600_000;
    expect(await verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
  });

  test.each([
    ['fails', (respond: Respond) => respond(500, '{}')],
    ['redirects', (respond: Respond) => respond(302, '')],
    ['is no JSON', (respond: Respond) => respond(200, '<html>')],
    ['is no key set', (respond: Respond) => respond(200, '{"keys":[{"kid":"kid-1"}]}')],
    ['is huge', (respond: Respond) => respond(200, `${jwksOf([KEY])}${' '.repeat(100_000)}`)],
  ])('are asked for again a second later where the answer %s', async (_, broken) => {
    const token = signToken(KEY, ACCESS);
    answer = broken;
    expect(await verifier.verify(token)).toBeUndefined();
    answer = (respond) => respond(200, jwksOf([KEY]));
    expect(await verifier.verify(token)).toBeUndefined();
    expect(fetches()).toBe(1);
    nowMs += 1_000;
    expect(await verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
  });

  test('that hang hold nobody up for long, and serve those who come later', async () => {
    const waiting: Respond[] = [];
    answer = (respond) => waiting.push(respond);
    const token = signToken(KEY, ACCESS);
    expect(await verifier.verify(token)).toBeUndefined();
    waiting[0]?.(200, jwksOf([KEY]));
    expect(await verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
    expect(fetches()).toBe(1);
  });
});

test('a reload of the app clients shows at once', async () => {
  let accepted = [clientOf(CLIENT_ID)];
  const reloading = createCognitoTokenVerifier({
    clients: { all: () => accepted },
    connections,
    clock: { nowMs: () => nowMs },
  });
  const token = signToken(KEY, ACCESS);
  const tokenOfNew = signToken(KEY, { ...ACCESS, client_id: 'verify9client' });
  expect(await reloading.verify(token)).toMatchObject({ clientId: CLIENT_ID });
  accepted = [clientOf('verify9client')];
  expect(await reloading.verify(token)).toBeUndefined();
  expect(await reloading.verify(tokenOfNew)).toMatchObject({ clientId: 'verify9client' });
  expect(fetches()).toBe(1);
});

type Respond = (status: number, body: string) => void;

function swapPayload(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.');
  return canary([header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'));
}

async function until(condition: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + 5_000;
  while (!condition() && Date.now() < deadlineMs) await new Promise((resolve) => setImmediate(resolve));
  expect(condition()).toBe(true);
}
