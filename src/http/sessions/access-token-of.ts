import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import { bearerToken } from '../bearer-token.ts';
import { cookieSessionOf, hasRepeatedCookie } from '../cookies/cookie-session.ts';
import { requireAllowedSite } from '../cookies/require-allowed-site.ts';

/**
 * The access token of a request: from `Authorization: Bearer`, or from the cookie that is configured for it. A request
 * with session cookies must not have been caused by another site, as with `POST /logout`; no cookie is cleared, since
 * the session goes on. Sources that disagree are refused rather than ranked.
 *
 * @throws ServiceError `invalid-request` or `origin-not-allowed`
 */
export function accessTokenOf(
  headers: IncomingHttpHeaders,
  appClients: readonly AppClientProfile[],
): string | undefined {
  const bearer = bearerToken(headers.authorization);
  const fromCookies = cookieTokens(headers, appClients);
  const [token, ...others] = new Set([...(bearer === undefined ? [] : [bearer]), ...fromCookies]);
  if (others.length === 0) return token;
  throw new ServiceError('invalid-request', 'The request has two different values for the access token.');
}

function cookieTokens(
  headers: IncomingHttpHeaders,
  appClients: readonly AppClientProfile[],
): readonly string[] {
  const session = cookieSessionOf(headers.cookie, headers.origin, appClients);
  if (session === undefined) return [];
  requireAllowedSite(headers, new Set(session.clients.flatMap(({ allowedOrigins }) => allowedOrigins)));
  if (hasRepeatedCookie(session)) {
    throw new ServiceError('invalid-request', 'The request has the same session cookie twice.');
  }
  const names = session.clients
    .map(({ cookies }) => cookies.accessToken)
    .filter((name) => name !== undefined);
  const values = names.flatMap((name) => session.cookies.get(name) ?? []);
  if (values.every(isTokenShaped)) return values;
  throw new ServiceError('invalid-request', 'A session cookie does not hold a token.');
}
