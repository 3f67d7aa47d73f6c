import { randomUUID } from 'node:crypto';
import { sessionListing } from '../../../protocols/json/sessions/session-listing.ts';
import type { UserReference } from '../../../revocation/ports/users/user-directory.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { nameOf } from '../../admin/user-command-of.ts';
import { requireAct } from '../../admin/require-act.ts';
import { requirePoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { parseForm } from '../../body/parse-form.ts';
import { exchangeOf } from '../../exchange.ts';
import { adminContext } from '../../request-context.ts';
import { queryOf } from '../../routing/request-path.ts';
import type { Route } from '../../routing/route.ts';

const ACT = 'read-sessions';

/**
 * `GET /admin/users/{username}/sessions`: the active sessions of a user. Nobody is told them who leaves no event in the audit
 * trail.
 */
export function adminSessionsRoute(dependencies: AppDependencies): Route {
  const { listSessions, findUser, appClients, audit } = dependencies;
  return {
    method: 'GET',
    path: '/admin/users/:username/sessions',
    template: '/admin/users/{username}/sessions',
    countsItself: true,
    handle: asAdmin(dependencies, async (admin, request, response) => {
      requireAct(admin, ACT);
      const query = parseForm(queryOf(request.url), 'URL');
      const { parseUserSessionsQuery } =
        await import('../../../protocols/json/sessions/user-sessions-query.ts');
      const { user, userPoolId } = parseUserSessionsQuery(request.params['username'], query);
      requirePoolRights(admin, { act: ACT, userPoolId, user: nameOf(user) }, appClients);
      const found = await findUser({ userPoolId, ...user });
      const username = found?.username ?? namedBy(user);
      const exchange = exchangeOf(response);
      const sessions = await listSessions({ by: 'admin', userPoolId, username }, exchange.requestId);
      await audit.record({
        ...adminContext(exchange, admin),
        kind: 'read',
        receiptId: randomUUID(),
        act: ACT,
        userPoolId,
        user: found?.username ?? nameOf(user),
      });
      sendJson(response, 200, sessionListing(sessions));
    }),
  };
}

/** Cognito lists the sessions of whatever else it takes for a name as well, where it does not say whose it is. */
function namedBy(user: UserReference): string {
  switch (user.by) {
    case 'name':
      return user.name;
    case 'sub':
      return user.sub;
    case 'email':
      return user.email;
  }
}
