import { sign, verify } from 'node:crypto';
import type { SigningKey } from './signing-keys.ts';

export type Claims = Record<string, unknown>;

export interface DecodedJwt {
  readonly header: Claims;
  readonly claims: Claims;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Signs with RS256; the header has `kid` and `alg` and, like Cognito's, no `typ`. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const signed = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/** The parts of a signed JWT, unverified; undefined for anything that is not one. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, claims, signature, ...rest] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const decodedHeader = decode(header);
  const decodedClaims = decode(claims);
  if (decodedHeader === undefined || decodedClaims === undefined) return undefined;
  return {
    header: decodedHeader,
    claims: decodedClaims,
    signed: `${header}.${claims}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

export function isSignedBy(jwt: DecodedJwt, key: SigningKey): boolean {
  return (
    jwt.header['alg'] === 'RS256' &&
    jwt.header['kid'] === key.kid &&
    verify('sha256', Buffer.from(jwt.signed), key.publicKey, jwt.signature)
  );
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined;
  } catch {
    return undefined;
  }
}
