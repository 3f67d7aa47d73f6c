import type { Request, Response } from 'express';
import { ServiceError } from '../../../errors/service-error.ts';
import { tokenRevocationAnswer } from '../../../protocols/json/token-revocation/token-revocation-answer.ts';
import { tokenRevocationRefusal } from '../../../protocols/json/token-revocation/token-revocation-refusal.ts';
import type { AppClientProfile } from '../../../revocation/app-client-profile.ts';
import type { AdminIdentity } from '../../../revocation/ports/admin-authenticator.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { refusal } from '../../admin/missing-right.ts';
import { requireAct } from '../../admin/require-act.ts';
import { hasPoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { readJson } from '../../body/read-json.ts';
import { exchangeOf } from '../../exchange.ts';
import { refuseQuery } from '../../refuse-query.ts';
import { adminContext } from '../../request-context.ts';
import type { Route } from '../../routing/route.ts';

const ACT = 'manage-clients';
const NO_SUCH_CLIENT = 'There is no such app client.';

/** `POST /admin/clients/{clientId}/token-revocation`: turns it on at Cognito, and changes nothing else. */
export function adminTokenRevocationRoute(dependencies: AppDependencies): Route {
  const { orderTokenRevocation, settings } = dependencies;

  const handle = async (admin: AdminIdentity, request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(response);
    requireAct(admin, ACT);
    refuseQuery(request);
    const { clientId, userPoolId } = clientOf(request, admin, dependencies);
    exchange.clientId = clientId;
    const body = await readJson(request, settings.bodyLimitBytes);
    const { parseTokenRevocationRequest } =
      await import('../../../protocols/json/token-revocation/token-revocation-request.ts');
    const { reason, ...switches } = parseTokenRevocationRequest(body);

    const order = { clientId, userPoolId, ...switches };
    const result = await orderTokenRevocation(order, adminContext(exchange, admin, reason));

    if (result.kind !== 'changed' && result.kind !== 'already-on' && result.kind !== 'would-change') {
      throw tokenRevocationRefusal(result);
    }
    sendJson(response, 200, tokenRevocationAnswer(order, result));
  };

  return {
    method: 'POST',
    path: '/admin/clients/:clientId/token-revocation',
    template: '/admin/clients/{clientId}/token-revocation',
    countsItself: true,
    handle: asAdmin(dependencies, handle),
  };
}

/** In the same words for an app client that is not configured and for one that the admin may not touch. */
function clientOf(request: Request, admin: AdminIdentity, { appClients }: AppDependencies): AppClientProfile {
  const profile = appClients.find(String(request.params['clientId']));
  if (profile === undefined) throw new ServiceError('not-found', NO_SUCH_CLIENT);
  const { clientId, userPoolId } = profile;
  if (hasPoolRights(admin, userPoolId)) return profile;
  throw refusal('not-found', NO_SUCH_CLIENT, { lacks: 'user-pool', act: ACT, clientId, userPoolId });
}
