import type { Request, Response } from 'express';
import { parseLogoutRequest } from '../../protocols/json/logout-request.ts';
import { receiptAnswer } from '../../protocols/json/receipt-answer.ts';
import { sendJson, sendNothing } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { readBody } from '../body/read-body.ts';
import { clearSiteData } from '../cookies/clear-site-data.ts';
import { exchangeOf, type Exchange } from '../exchange.ts';
import { countLogout } from '../limits/count-logout.ts';
import { createRecentTokens } from '../limits/recent-tokens.ts';
import { unlessOverLimit } from '../limits/take-from-budget.ts';
import { bearerToken } from '../bearer-token.ts';
import { browserDestination } from '../logout/browser-destination.ts';
import { clientOfLogout } from '../logout/client-of-logout.ts';
import { narrowCookies } from '../logout/narrow-cookies.ts';
import { proveUser, requireSignOutToken } from '../logout/prove-user.ts';
import { tokensOf } from '../logout/tokens-of.ts';
import { refuseQuery } from '../refuse-query.ts';
import { userContext } from '../request-context.ts';
import type { Route } from '../routing/route.ts';

/** `POST /logout`: ends the caller's session. */
export function logoutRoute(dependencies: AppDependencies): Route {
  const { endSession, appClients, tokens: verifier, limiter, fingerprint, settings } = dependencies;
  const recentTokens = createRecentTokens();

  const handle = async (request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(response);
    refuseQuery(request);
    const { encoding, fields } = await readBody(request, settings.bodyLimitBytes);
    const asked = parseLogoutRequest(fields, encoding);

    const appClient = clientOfLogout(hintsOf(request, exchange, asked.clientId), appClients);
    exchange.clientId = appClient.clientId;
    const cookies = narrowCookies(response, exchange.cookieSession, appClient);
    const bearer = bearerToken(request.headers.authorization);
    const tokens = tokensOf({ request: asked, appClient, cookies, bearer });
    const tokenFingerprint = fingerprint(tokens.refreshToken);
    exchange.fingerprint = tokenFingerprint;

    const proof = await proveUser(tokens, appClient, verifier, asked.everywhere).catch(
      unlessOverLimit(response),
    );
    const counted = { clientId: appClient.clientId, fingerprint: tokenFingerprint, proof };
    await countLogout(limiter, recentTokens, counted, response);
    const everywhere = asked.everywhere ? requireSignOutToken(tokens, proof) : undefined;

    const { refreshToken } = tokens;
    const { endSso } = asked;
    const receipt = await endSession(
      {
        act: 'end-token-session',
        appClient,
        refreshToken,
        fingerprint: tokenFingerprint,
        proof,
        everywhere,
        endSso,
      },
      userContext(exchange, proof),
    );
    exchange.receiptId = receipt.receiptId;
    if (cookies !== undefined) clearSiteData(response, settings.clearSiteData ?? []);

    const destination = browserDestination(request, encoding, appClient);
    if (destination === undefined) {
      const { status, body } = receiptAnswer(receipt);
      sendJson(response, status, body);
    } else {
      response.setHeader('Location', destination);
      sendNothing(response, 303);
    }
  };

  return { method: 'POST', path: '/logout', countsItself: true, handle };
}

function hintsOf(request: Request, exchange: Exchange, clientId: string | undefined) {
  const cookieClients = exchange.cookieSession?.clients ?? [];
  return { clientId, cookieClients, origin: request.headers.origin };
}
