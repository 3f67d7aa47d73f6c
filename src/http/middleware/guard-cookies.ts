import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { cookieSessionOf, hasRepeatedCookie } from '../cookies/cookie-session.ts';
import { expireCookies } from '../cookies/expire-cookies.ts';
import { requireAllowedSite } from '../cookies/require-allowed-site.ts';
import { exchangeOf } from '../exchange.ts';

/**
 * Opens cookie mode. It runs before anything else may refuse the request, so that every answer but its own 403
 * clears the session cookies.
 *
 * @throws ServiceError `origin-not-allowed`, or `invalid-request`
 */
export function guardCookies({
  appClients,
}: Pick<AppDependencies, 'appClients'>): (request: Request, response: Response) => void {
  return ({ headers }, response) => {
    const session = cookieSessionOf(headers.cookie, headers.origin, appClients.all());
    if (session !== undefined) {
      requireAllowedSite(headers, new Set(session.clients.flatMap(({ allowedOrigins }) => allowedOrigins)));
      expireCookies(response, session.clients);
      if (hasRepeatedCookie(session)) {
        throw new ServiceError('invalid-request', 'The request has the same session cookie twice.');
      }
      exchangeOf(response).cookieSession = session;
    }
  };
}
