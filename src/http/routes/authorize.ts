import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { sendBody } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { bearerCredential } from '../bearer-token.ts';
import { acceptedToken } from '../readers/accepted-token.ts';
import { authenticateGateway } from '../readers/authenticate-reader.ts';
import type { Route } from '../routing/route.ts';

/** RFC 6750 section 3.1 */
const INVALID_TOKEN = 'Bearer error="invalid_token"';

/**
 * `GET /authorize`: whether a gateway may let the request through that it asks about, by the access token in that
 * request's Authorization header. 200 without a body if so: nginx takes any 2xx for a yes, Envoy this one alone.
 */
export function authorizeRoute(dependencies: AppDependencies): Route {
  const handle = async (request: Request, response: Response): Promise<void> => {
    const gateway = await authenticateGateway(request, response, dependencies);
    const token = bearerCredential(request.headers.authorization);
    if (token === undefined) {
      throw new ServiceError('unauthenticated', 'Send an access token as Authorization: Bearer.');
    }
    const claims = await acceptedToken(token, gateway, dependencies);
    if (claims === undefined) {
      throw new ServiceError('unauthenticated', 'The access token was not accepted. Sign in again.', {
        challenge: INVALID_TOKEN,
      });
    }
    sendBody(response, 200, 'text/plain; charset=utf-8', '');
  };

  return { method: 'GET', path: '/authorize', countsItself: true, handle };
}
