import type { Response } from 'express';
import type { CookieSettings } from '../../revocation/app-client-profile.ts';
import { cookieNamesOf, type CookieClient } from './cookie-session.ts';

const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

/**
 * Makes the answer clear every cookie of these app clients, whatever the answer turns out to be; an earlier list is
 * replaced. A browser removes a cookie only if name, domain and path are those it was set with, and for the
 * prefixes `__Host-` and `__Secure-` only if `Secure` is there too (RFC 6265bis section 5.7).
 */
export function expireCookies(response: Response, clients: readonly CookieClient[]): void {
  const lines = clients.flatMap(({ cookies }) =>
    cookieNamesOf(cookies).map((name) => expiredCookie(name, cookies)),
  );
  if (lines.length > 0) response.setHeader('Set-Cookie', [...new Set(lines)]);
  else response.removeHeader('Set-Cookie');
}

function expiredCookie(name: string, settings: CookieSettings): string {
  return [
    `${name}=`,
    `Path=${settings.path}`,
    ...(settings.domain === undefined ? [] : [`Domain=${settings.domain}`]),
    'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ...(settings.secure ? ['Secure'] : []),
    ...(settings.httpOnly ? ['HttpOnly'] : []),
    `SameSite=${SAME_SITE[settings.sameSite]}`,
  ].join('; ');
}
