import { setTimeout as delay } from 'node:timers/promises';
import { listedClient } from '../../../protocols/json/client-listing.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { requireAct } from '../../admin/require-act.ts';
import { hasPoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { refuseQuery } from '../../refuse-query.ts';
import type { Route } from '../../routing/route.ts';

/** Cognito is given so long to answer the doctor; what it has said by then is told. */
const REPORT_WAIT_MS = 3_000;

/** `GET /admin/clients`: the app clients of the pools that the admin may touch. Never a secret. */
export function adminClientsRoute(dependencies: AppDependencies): Route {
  return {
    method: 'GET',
    path: '/admin/clients',
    countsItself: true,
    handle: asAdmin(dependencies, async (admin, request, response) => {
      requireAct(admin, 'read-clients');
      refuseQuery(request);
      const { appClients, clientReports } = dependencies;
      await Promise.race([clientReports.refresh(), delay(REPORT_WAIT_MS, undefined, { ref: false })]);
      const clients = appClients.all().filter(({ userPoolId }) => hasPoolRights(admin, userPoolId));
      const listed = clients.map(async (client) =>
        listedClient(
          client,
          await appClients.secretIds(client.clientId),
          clientReports.known(client.clientId),
        ),
      );
      sendJson(response, 200, { clients: await Promise.all(listed) });
    }),
  };
}
