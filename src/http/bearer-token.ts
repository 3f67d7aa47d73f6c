import { ServiceError } from '../errors/service-error.ts';
import { isTokenShaped } from '../tokens/token-shape.ts';

const BEARER = /^bearer +(.*)$/i;

/** The credential of an `Authorization: Bearer` header (RFC 6750 section 2.1), or undefined for any other scheme. */
export function bearerCredential(header: string | undefined): string | undefined {
  return BEARER.exec(header ?? '')?.[1]?.trim();
}

/**
 * The credential where it has to be a token.
 *
 * @throws ServiceError `invalid-request`
 */
export function bearerToken(header: string | undefined): string | undefined {
  const credential = bearerCredential(header);
  if (credential === undefined || isTokenShaped(credential)) return credential;
  throw new ServiceError('invalid-request', 'What the Authorization header has after "Bearer" is no token.');
}
