import { createPublicKey, verify } from 'node:crypto';
import type { Jwk } from './contract-calls.ts';

/** A part of a token, unverified: 0 is the header, 1 the claims of a signed one. */
export function decodePart(token: string, index: 0 | 1): Record<string, unknown> {
  const part = token.split('.')[index] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}

/** Whether one of the keys signed the token. */
export function verifies(token: string, keys: readonly Jwk[]): boolean {
  const [header, claims, signature = ''] = token.split('.');
  const key = keys.find(({ kid }) => kid === decodePart(token, 0)['kid']);
  return (
    key !== undefined &&
    verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey({ key, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    )
  );
}
