import type { AdminRevokeRequest, RevokeTarget } from '../../protocols/json/admin-revoke-request.ts';
import type { AdminAct } from '../../revocation/admin-act.ts';
import type { AdminUserCommand, EndTokenSession } from '../../revocation/command.ts';
import type { DenyTokensCommand } from '../../revocation/denials/deny-tokens.ts';
import { requireTracking } from '../../revocation/require-tracking.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { requireAppClient } from '../app-clients/require-app-client.ts';
import { requireRefreshToken } from '../require-refresh-token.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { denyCommandOf } from './deny-command-of.ts';
import type { AskedAct } from './missing-right.ts';
import type { Orderer } from './orderer.ts';
import { requireAct } from './require-act.ts';
import { requirePoolRights } from './require-pool-rights.ts';
import { nameOf, userCommandOf } from './user-command-of.ts';

/** What an admin can ask for. */
export type AdminCommand = EndTokenSession | AdminUserCommand | DenyTokensCommand;

const ACTS: Record<RevokeTarget['kind'], AdminAct> = {
  'refresh-token': 'end-sessions-by-token',
  'access-token': 'end-sessions-by-token',
  user: 'end-sessions-by-user',
  session: 'end-sessions-by-id',
  'app-client': 'deny-app-clients',
  'user-pool': 'deny-user-pools',
};

/**
 * The act that an admin asks for, once it is known to be theirs to ask and the service's to do.
 *
 * @throws ServiceError `unknown-client`, `unsupported-token-type`, `forbidden`, `feature-unavailable`, or what `FindUser`
 *   throws
 */
export async function commandOf(
  request: AdminRevokeRequest,
  orderer: Orderer,
  dependencies: AppDependencies,
): Promise<AdminCommand> {
  const { target, endSso, disableUser } = request;
  const { admin } = orderer;
  const about = aboutOf(target);
  requireAct(admin, ACTS[target.kind], about);
  if (disableUser) requireAct(admin, 'disable-users', about);
  switch (target.kind) {
    case 'user':
    case 'session':
      return userCommandOf(request, target, orderer, dependencies);
    case 'refresh-token':
      return tokenCommandOf(target, endSso, admin, dependencies);
    case 'access-token':
    case 'app-client':
    case 'user-pool':
      return denyCommandOf(target, orderer, dependencies);
  }
}

/** What can be said of a target before anybody has looked it up. An e-mail address stays out of the audit trail. */
function aboutOf(target: RevokeTarget): Omit<AskedAct, 'act'> {
  switch (target.kind) {
    case 'user':
    case 'session':
      return { userPoolId: target.userPoolId, user: nameOf(target.user) };
    case 'user-pool':
      return { userPoolId: target.userPoolId };
    case 'refresh-token':
    case 'app-client':
      return { clientId: target.clientId };
    case 'access-token':
      return {};
  }
}

function tokenCommandOf(
  target: Extract<RevokeTarget, { kind: 'refresh-token' }>,
  endSso: boolean,
  admin: AdminIdentity,
  { appClients }: AppDependencies,
): EndTokenSession {
  const appClient = requireAppClient(target.clientId, appClients);
  requirePoolRights(
    admin,
    { act: ACTS['refresh-token'], clientId: target.clientId, userPoolId: appClient.userPoolId },
    appClients,
  );
  if (endSso) requireTracking([appClient]);
  const refreshToken = requireRefreshToken(target.refreshToken);
  const rest = { proof: undefined, everywhere: undefined, endSso } as const;
  return { act: 'end-token-session', appClient, refreshToken, ...rest };
}
