import { receiptAnswer } from '../../protocols/json/receipt-answer.ts';
import { sessionListing } from '../../protocols/json/sessions/session-listing.ts';
import { parseEndOwnSession } from '../../protocols/json/sessions/own-session-request.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { parseForm } from '../body/parse-form.ts';
import { exchangeOf } from '../exchange.ts';
import { refuseQuery } from '../refuse-query.ts';
import { userContext } from '../request-context.ts';
import { queryOf } from '../routing/request-path.ts';
import type { Route } from '../routing/route.ts';
import { proveCaller } from '../sessions/prove-caller.ts';

/** The user's own sessions: `GET /sessions` and `DELETE /sessions/{sessionId}`. */
export function sessionsRoutes(dependencies: AppDependencies): readonly Route[] {
  return [listRoute(dependencies), endRoute(dependencies)];
}

function listRoute(dependencies: AppDependencies): Route {
  return {
    method: 'GET',
    path: '/sessions',
    countsItself: true,
    handle: async (request, response) => {
      refuseQuery(request);
      const { appClient, accessToken } = await proveCaller(request, response, dependencies);
      const { requestId } = exchangeOf(response);
      const sessions = await dependencies.listSessions({ by: 'user', appClient, accessToken }, requestId);
      sendJson(response, 200, sessionListing(sessions));
    },
  };
}

function endRoute(dependencies: AppDependencies): Route {
  return {
    method: 'DELETE',
    path: '/sessions/:sessionId',
    template: '/sessions/{sessionId}',
    countsItself: true,
    handle: async (request, response) => {
      const exchange = exchangeOf(response);
      const caller = await proveCaller(request, response, dependencies);
      const asked = parseEndOwnSession(request.params['sessionId'], parseForm(queryOf(request.url), 'URL'));
      const receipt = await dependencies.endSession(
        { act: 'end-own-session', ...caller, ...asked },
        userContext(exchange, caller.proof),
      );
      exchange.receiptId = receipt.receiptId;
      const { status, body } = receiptAnswer(receipt);
      sendJson(response, status, body);
    },
  };
}
