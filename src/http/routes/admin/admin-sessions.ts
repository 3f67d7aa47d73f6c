import { sessionListing } from '../../../protocols/json/sessions/session-listing.ts';
import { parseUserSessionsQuery } from '../../../protocols/json/sessions/session-requests.ts';
import type { FindUser } from '../../../revocation/users/find-user.ts';
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
  const { listSessions, findUser, appClients } = dependencies;
  return {
    method: 'GET',
    path: '/admin/users/:username/sessions',
    template: '/admin/users/{username}/sessions',
    countsItself: true,
    handle: async (request, response) => {
      const admin = await authenticateAdmin(request, response, dependencies);
      requireAct(admin, 'read-sessions');
      const query = parseForm(queryOf(request.url), 'URL');
      const { user, userPoolId } = parseUserSessionsQuery(request.params['username'], query);
      requirePoolRights(admin, userPoolId, appClients);
      const username = await nameOf({ userPoolId, ...user }, findUser);
      const { requestId } = exchangeOf(response);
      const sessions = await listSessions({ by: 'admin', userPoolId, username }, requestId);
      sendJson(response, 200, sessionListing(sessions));
    },
  };
}

/** Cognito lists the sessions of a name; where it does not say whose a `sub` is, it takes that for the name as well. */
async function nameOf(user: Parameters<FindUser>[0], findUser: FindUser): Promise<string> {
  if (user.by === 'name') return user.name;
  const found = await findUser(user);
  return found?.username ?? (user.by === 'sub' ? user.sub : user.email);
}
