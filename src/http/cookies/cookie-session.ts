import type { AppClientProfile, CookieSettings } from '../../revocation/app-client-profile.ts';
import { parseCookies, type Cookies } from './parse-cookies.ts';

/** An app client that keeps its session in cookies. */
export type CookieClient = AppClientProfile & { readonly cookies: CookieSettings };

/** The request came with session cookies: it is in cookie mode, and what follows must not happen cross-site. */
export interface CookieSession {
  /** The app clients that the cookies may belong to; never empty. */
  readonly clients: readonly CookieClient[];
  readonly cookies: Cookies;
}

/** The cookie session of a request, or undefined if none of the configured cookies came with it. */
export function cookieSessionOf(
  header: string | undefined,
  origin: string | undefined,
  appClients: readonly AppClientProfile[],
): CookieSession | undefined {
  if (header === undefined) return undefined;
  const cookies = parseCookies(header);
  const owners = appClients.filter(keepsCookies).filter((client) => {
    return cookieNamesOf(client.cookies).some((name) => cookies.has(name));
  });
  if (owners.length === 0) return undefined;
  const ofOrigin = owners.filter(
    ({ allowedOrigins }) => origin !== undefined && allowedOrigins.includes(origin),
  );
  return { clients: ofOrigin.length > 0 ? ofOrigin : owners, cookies };
}

export function cookieNamesOf({ refreshToken, accessToken, idToken }: CookieSettings): readonly string[] {
  return [refreshToken, accessToken, idToken].filter((name) => name !== undefined);
}

export function hasRepeatedCookie({ clients, cookies }: CookieSession): boolean {
  return clients
    .flatMap((client) => cookieNamesOf(client.cookies))
    .some((name) => (cookies.get(name) ?? []).length > 1);
}

function keepsCookies(client: AppClientProfile): client is CookieClient {
  return client.cookies !== undefined;
}
