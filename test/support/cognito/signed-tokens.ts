import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { canary } from '../canaries.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export type Claims = Readonly<Record<string, unknown>>;

export function createSigningKey(kid: string): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** As Cognito publishes its keys. */
export function jwksOf(keys: readonly SigningKey[]): string {
  return JSON.stringify({
    keys: keys.map(({ kid, publicKey }) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
      alg: 'RS256',
      use: 'sig',
    })),
  });
}

export function signToken(key: SigningKey, claims: Claims, header: Claims = {}): string {
  const input = signingInput({ kid: key.kid, alg: 'RS256', ...header }, claims);
  const signature = createSign('RSA-SHA256').update(input).sign(key.privateKey, 'base64url');
  return canary(`${input}.${signature}`);
}

/** The classic confusion: the public key, which everybody has, taken as the key of an HMAC. */
export function signTokenWithPublicKey({ kid, publicKey }: SigningKey, claims: Claims): string {
  const input = signingInput({ kid, alg: 'HS256' }, claims);
  const key = publicKey.export({ format: 'pem', type: 'spki' });
  return canary(`${input}.${createHmac('sha256', key).update(input).digest('base64url')}`);
}

export function unsignedToken(claims: Claims, header: Claims, signature = ''): string {
  return canary(`${signingInput(header, claims)}.${signature}`);
}

function signingInput(header: Claims, claims: Claims): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
