import type { Response } from 'express';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { CookieSession } from '../cookies/cookie-session.ts';
import { expireCookies } from '../cookies/expire-cookies.ts';
import type { Cookies } from '../cookies/parse-cookies.ts';

/**
 * Once the app client is known, only its cookies are cleared, and only its cookies are read: another app client's
 * session on the same site goes on.
 */
export function narrowCookies(
  response: Response,
  session: CookieSession | undefined,
  appClient: AppClientProfile,
): Cookies | undefined {
  if (session === undefined) return undefined;
  const own = session.clients.filter(({ clientId }) => clientId === appClient.clientId);
  expireCookies(response, own);
  return own.length > 0 ? session.cookies : undefined;
}
