import { sessionListing } from '../../../protocols/json/sessions/session-listing.ts';
import { parseUserSessionsQuery } from '../../../protocols/json/sessions/session-requests.ts';
import { authenticateAdmin } from '../../admin/authenticate-admin.ts';
import { requireAct } from '../../admin/require-act.ts';
import { requirePoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { parseForm } from '../../body/parse-form.ts';
import { exchangeOf } from '../../exchange.ts';
import { queryOf } from '../../request-path.ts';
import type { Route } from '../../route.ts';

/** `GET /admin/users/{username}/sessions`: the active sessions of a user. */
export function adminSessionsRoute(dependencies: AppDependencies): Route {
  const { listSessions, appClients } = dependencies;
  return {
    method: 'GET',
    path: '/admin/users/:username/sessions',
    template: '/admin/users/{username}/sessions',
    countsItself: true,
    handle: async (request, response) => {
      const admin = await authenticateAdmin(request, response, dependencies);
      requireAct(admin, 'read-sessions');
      const query = parseForm(queryOf(request.url), 'URL');
      const { username, userPoolId } = parseUserSessionsQuery(request.params['username'], query);
      requirePoolRights(admin, userPoolId, appClients);
      const { requestId } = exchangeOf(response);
      const sessions = await listSessions({ by: 'admin', userPoolId, username }, requestId);
      sendJson(response, 200, sessionListing(sessions));
    },
  };
}
