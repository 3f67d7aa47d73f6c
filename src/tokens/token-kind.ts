import { unverifiedPart } from './unverified-part.ts';

export type TokenKind = 'signed' | 'opaque';

/**
 * Tells a signed JWT (access or ID token: three parts, a JOSE header with a signature algorithm) from anything
 * else, without verifying it. Cognito's refresh tokens are five-part JWEs, but that format is undocumented, so
 * everything that is not plainly a signed JWT counts as opaque and may be a refresh token.
 */
export function tokenKind(token: string): TokenKind {
  const parts = token.split('.');
  const [header] = parts;
  if (parts.length !== 3 || header === undefined) return 'opaque';
  return hasSignatureAlgorithm(header) ? 'signed' : 'opaque';
}

function hasSignatureAlgorithm(part: string): boolean {
  const header = unverifiedPart(part);
  return header !== undefined && 'alg' in header && !('enc' in header);
}
