import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createHash, randomBytes } from 'node:crypto';
import type { Jwks } from '../../src/fake-cognito/pool/signing-keys.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';

export const PASSWORD = canary('Correct-horse-7');
export const SECRET = canary('secretcanary0000000000000000000000000000000000000001');
export const CALLBACK_URL = 'https://app.example.com/callback';
export const LOGOUT_URL = 'https://app.example.com/bye';

export interface SeededFake {
  readonly fake: FakeCognito;
  readonly sdk: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly jwks: Jwks;
  readonly publicClientId: string;
  readonly confidentialClientId: string;
  readonly stop: () => Promise<void>;
}

/** A fake with one pool, the user `alice`, a public and a confidential app client, and the AWS SDK pointed at it. */
export async function startSeededFake(): Promise<SeededFake> {
  const fake = await startFakeCognito({ refusedAccessKeyIds: ['AKIAREFUSED'] });
  const { id: userPoolId, jwks } = await fake.createUserPool({ region: 'eu-west-1' });
  const urls = { callbackUrls: [CALLBACK_URL], logoutUrls: [LOGOUT_URL] };
  const { clientId: publicClientId } = fake.createAppClient({ userPoolId, ...urls });
  const { clientId: confidentialClientId } = fake.createAppClient({ userPoolId, secret: SECRET, ...urls });
  fake.createUser({ userPoolId, username: 'alice', password: PASSWORD, email: 'alice@example.com' });
  const sdk = sdkFor(fake);
  const stop = async () => {
    sdk.destroy();
    await fake.stop();
  };
  return { fake, sdk, userPoolId, jwks, publicClientId, confidentialClientId, stop };
}

export function sdkFor(fake: FakeCognito, accessKeyId = 'AKIATEST', region = 'eu-west-1') {
  return new CognitoIdentityProviderClient({
    region,
    endpoint: fake.url,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: canary('secretaccesskeycanary') },
  });
}

export function basic(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
}

export function postForm(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
}

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function createPkce(): Pkce {
  const verifier = canary(randomBytes(32).toString('base64url'));
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
