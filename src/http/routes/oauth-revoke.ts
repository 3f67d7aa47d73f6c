import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { clientCredentialsOf } from '../../protocols/rfc7009/client-credentials.ts';
import { parseRevocationRequest } from '../../protocols/rfc7009/revocation-request.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { readBody } from '../body/read-body.ts';
import { exchangeOf, type Exchange } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';
import { authenticateClient } from '../oauth/authenticate-client.ts';
import { createDenySession } from '../oauth/deny-session.ts';
import { mayBeRefreshToken } from '../oauth/may-be-refresh-token.ts';
import { refuseQuery } from '../refuse-query.ts';
import { userContext } from '../request-context.ts';
import type { Route } from '../routing/route.ts';

/**
 * `POST /oauth2/revoke`: RFC 7009. Success is always 200 with `{}`: of all that the RFC allows, the one answer that
 * every client library takes for success.
 */
export function oauthRevokeRoute(dependencies: AppDependencies): Route {
  const { endSession, appClients, limiter, fingerprint, settings } = dependencies;
  const denySession = createDenySession(dependencies);

  const handle = async (request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(response);
    refuseQuery(request);
    const { fields } = await readBody(request, settings.bodyLimitBytes);
    const asked = parseRevocationRequest(fields);
    const credentials = clientCredentialsOf(request.headers.authorization, asked);

    const appClient = authenticateClient(credentials, appClients);
    exchange.clientId = appClient.clientId;
    await takeFromBudget(limiter, { kind: 'app-client', clientId: appClient.clientId }, response);
    const token = requireToken(asked.token);
    const tokenFingerprint = fingerprint(token);
    exchange.fingerprint = tokenFingerprint;

    if (mayBeRefreshToken(token)) await revoke(token, tokenFingerprint, appClient, exchange);
    else await denySession(token, appClient, exchange);
    sendJson(response, 200, {});
  };

  /** A token that Cognito does not take for a refresh token is an invalid one, and no error (RFC 7009 section 2.2). */
  async function revoke(
    refreshToken: string,
    tokenFingerprint: string,
    appClient: AppClientProfile,
    exchange: Exchange,
  ): Promise<void> {
    try {
      const { receiptId } = await endSession(
        {
          act: 'end-token-session',
          appClient,
          refreshToken,
          fingerprint: tokenFingerprint,
          proof: undefined,
          everywhere: undefined,
          endSso: false,
        },
        userContext(exchange, undefined),
      );
      exchange.receiptId = receiptId;
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'unsupported-token-type')) throw error;
    }
  }

  return { method: 'POST', path: '/oauth2/revoke', handle };
}

function requireToken(token: string | undefined): string {
  if (token !== undefined) return token;
  throw new ServiceError('invalid-request', 'The parameter token is missing.');
}
