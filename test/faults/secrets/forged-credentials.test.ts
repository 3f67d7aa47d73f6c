import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { createApiKey } from '../../../src/admin-keys/api-key.ts';
import { canary } from '../../support/canaries.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const DAY_MS = 86_400_000;

const writeFile = temporaryFiles();
let service: RunningService;
/** The public keys of the user pool, as PEM, by their ids. */
let publicKeys: ReadonlyMap<string, string>;

beforeAll(async () => {
  const environment = { RATE_LIMIT_ADMIN_FAILURES_PER_15_MINUTES: '1000' };
  service = await startRunningService(writeFile, { environment });
  publicKeys = await readPublicKeys();
});
afterEach(() => service.fake.clock.reset());
afterAll(() => service.stop());

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function adminTokens() {
  return service.fake.signIn({ clientId: service.publicClientId, username: 'root' });
}

async function readPublicKeys(): Promise<ReadonlyMap<string, string>> {
  const answer = await fetch(`${service.fake.url}/${service.userPoolId}/.well-known/jwks.json`);
  const { keys } = (await answer.json()) as { readonly keys: readonly (JsonWebKey & { kid: string })[] };
  return new Map(
    keys.map((key) => [
      key.kid,
      createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
    ]),
  );
}

function partsOf(token: string): readonly [string, string, string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
}

function hs256WithThePublicKey(): string {
  const [header, payload] = partsOf(adminTokens().accessToken);
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const signed = `${part({ kid, alg: 'HS256' })}.${payload}`;
  const publicKey = publicKeys.get(kid);
  if (publicKey === undefined)
    throw new Error('The token is signed with a key that the user pool does not show');
  return `${signed}.${createHmac('sha256', publicKey).update(signed).digest('base64url')}`;
}

function expiredToken(): string {
  service.fake.clock.advanceMs(-2 * DAY_MS);
  const { accessToken } = adminTokens();
  service.fake.clock.reset();
  return accessToken;
}

const UNAUTHENTICATED: readonly (readonly [string, () => string | undefined])[] = [
  ['no credential', () => undefined],
  ['a credential of another scheme', () => `Basic ${service.apiKey}`],
  ['an empty credential', () => 'Bearer '],
  ['an API key that was never given out', () => `Bearer ${createApiKey('support')}`],
  ['an API key of an unknown id', () => `Bearer ${createApiKey('somebody')}`],
  ['an expired access token', () => `Bearer ${expiredToken()}`],
  ['an ID token', () => `Bearer ${adminTokens().idToken}`],
  ['a refresh token', () => `Bearer ${adminTokens().refreshToken}`],
  [
    'an access token of another pool',
    () => `Bearer ${service.fake.signIn({ clientId: service.otherClientId, username: 'carol' }).accessToken}`,
  ],
  [
    'an access token of another app client of the pool',
    () =>
      `Bearer ${service.fake.signIn({ clientId: service.confidentialClientId, username: 'root' }).accessToken}`,
  ],
  [
    'a token with alg none',
    () => `Bearer ${part({ alg: 'none' })}.${partsOf(adminTokens().accessToken)[1]}.`,
  ],
  ['a token signed with HS256 and the public key', () => `Bearer ${hs256WithThePublicKey()}`],
  [
    'a token whose claims were changed',
    () => {
      const [header, , signature] = partsOf(adminTokens().accessToken);
      return `Bearer ${header}.${part({ sub: 'root', 'cognito:groups': ['admins'] })}.${signature}`;
    },
  ],
];

function callsBeyondKeys(): number {
  return service.fake.calls().filter(({ operation }) => !operation.endsWith('jwks.json')).length;
}

async function revokeWith(authorization: string | undefined) {
  const before = callsBeyondKeys();
  if (authorization !== undefined && authorization.length > 30) canary(authorization.split(' ')[1] ?? '');
  const answer = await postJson(
    `${service.url}/admin/revoke`,
    { username: 'bob', userPoolId: service.userPoolId, reason: 'a test of credentials' },
    authorization === undefined ? {} : { authorization },
  );
  return { answer, calls: callsBeyondKeys() - before };
}

describe('T41: POST /admin/revoke without a good credential', () => {
  test.each(UNAUTHENTICATED)('%s: 401, and nothing is asked of Cognito', async (_, authorization) => {
    const { answer, calls } = await revokeWith(authorization());
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(calls).toBe(0);
  });

  test('a user outside the admin group: 403, and nothing is asked of Cognito', async () => {
    const { accessToken } = service.fake.signIn({ clientId: service.publicClientId, username: 'alice' });
    const { answer, calls } = await revokeWith(`Bearer ${accessToken}`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(calls).toBe(0);
  });
});
