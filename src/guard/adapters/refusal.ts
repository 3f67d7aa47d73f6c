import type { Guard } from '../guard.ts';
import type { TokenClaims } from '../token-claims.ts';

/** An answer that refuses a request, for any framework. */
export interface Refusal {
  readonly status: 401 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: string; readonly error_description: string };
}

const NO_STORE = { 'cache-control': 'no-store' };

const NO_TOKEN: Refusal = {
  status: 401,
  headers: { ...NO_STORE, 'www-authenticate': 'Bearer' },
  body: { error: 'unauthorized', error_description: 'This resource needs an access token.' },
};

const DENIED: Refusal = {
  status: 401,
  headers: {
    ...NO_STORE,
    'www-authenticate': 'Bearer error="invalid_token", error_description="The token was revoked"',
  },
  body: { error: 'invalid_token', error_description: 'The token was revoked. Sign in again.' },
};

const STALE: Refusal = {
  status: 503,
  headers: { ...NO_STORE, 'retry-after': '5' },
  body: {
    error: 'temporarily_unavailable',
    error_description: 'It cannot be told at the moment whether the token was revoked. Try again.',
  },
};

/**
 * The answer that refuses a token, or undefined if it is to be let in: the guard as a plain function. A denied token is
 * `invalid_token` with 401 (RFC 6750 section 3.1). A guard that does not know is 503: with 401, frontends would sign
 * out users whose tokens are fine.
 *
 * @param claims what the resource server's own verification gave out; undefined, if the request had no token that
 *   verified, is refused
 */
export function refusalOf(
  guard: Pick<Guard, 'verdictOn'>,
  claims: TokenClaims | undefined,
): Refusal | undefined {
  if (claims === undefined) return NO_TOKEN;
  switch (guard.verdictOn(claims)) {
    case 'accepted':
      return undefined;
    case 'denied':
      return DENIED;
    case 'stale':
      return STALE;
  }
}
