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

function hasSignatureAlgorithm(header: string): boolean {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && 'alg' in parsed && !('enc' in parsed);
  } catch {
    return false;
  }
}
