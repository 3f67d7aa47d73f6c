import type { Request, RequestHandler, Response } from 'express';
import { parseEndSessionRequest } from '../../protocols/oidc/end-session-request.ts';
import { sendNothing } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { FORM } from '../body/body-encoding.ts';
import { parseForm } from '../body/parse-form.ts';
import { readBody } from '../body/read-body.ts';
import { exchangeOf } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';
import { clientOfOidcLogout } from '../oidc/client-of-oidc-logout.ts';
import { signOutAddress } from '../oidc/sign-out-address.ts';
import { refuseQuery } from '../refuse-query.ts';
import { queryOf } from '../routing/request-path.ts';
import type { Route } from '../routing/route.ts';

const PATH = '/oidc/logout';

/**
 * `GET /oidc/logout` and `POST /oidc/logout`: OpenID Connect RP-Initiated Logout 1.0, which Cognito does not speak,
 * translated to Cognito's own logout page. It ends the browser's managed-login session and revokes no token.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export function oidcLogoutRoutes({ appClients, limiter, settings }: AppDependencies): readonly Route[] {
  const sendOn = async (fields: object, response: Response): Promise<void> => {
    const asked = parseEndSessionRequest(fields);
    const appClient = clientOfOidcLogout(asked, appClients);
    exchangeOf(response).clientId = appClient.clientId;
    await takeFromBudget(limiter, { kind: 'app-client', clientId: appClient.clientId }, response);
    response.setHeader('Location', signOutAddress(asked, appClient));
    sendNothing(response, 303);
  };

  const get: RequestHandler = (request, response) => sendOn(parseForm(queryOf(request.url), 'URL'), response);

  const post = async (request: Request, response: Response): Promise<void> => {
    refuseQuery(request);
    const { fields } = await readBody(request, settings.bodyLimitBytes, FORM);
    await sendOn(fields, response);
  };

  return [
    { method: 'GET', path: PATH, handle: get },
    { method: 'POST', path: PATH, handle: post },
  ];
}
