import { ServiceError } from '../../errors/service-error.ts';
import type { AdminRevokeRequest, RevokeTarget } from '../../protocols/json/admin-revoke-request.ts';
import type { AdminAct } from '../../revocation/admin-act.ts';
import type { EndTokenSession, EndUserSessions } from '../../revocation/command.ts';
import type { DenyTokensCommand } from '../../revocation/denials/deny-tokens.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { requireRefreshToken } from '../require-refresh-token.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { denyCommandOf } from './deny-command-of.ts';
import { requireAct } from './require-act.ts';
import { requirePoolRights } from './require-pool-rights.ts';

/** What an admin can ask for. */
export type AdminCommand = EndTokenSession | EndUserSessions | DenyTokensCommand;

/**
 * The act that an admin asks for, once it is known to be theirs to ask and the service's to do.
 *
 * @throws ServiceError `unknown-client`, `unsupported-token-type`, `forbidden` or `feature-unavailable`
 */
export async function commandOf(
  request: AdminRevokeRequest,
  admin: AdminIdentity,
  dependencies: Pick<AppDependencies, 'appClients' | 'tokens' | 'fingerprint'>,
): Promise<AdminCommand> {
  const { appClients } = dependencies;
  const { target, endSso } = request;
  if (request.disableUser) throw unavailable('disableUser');
  if (request.dryRun) throw unavailable('dryRun');
  if (target.kind === 'session') throw unavailable('sessionId');
  requireAct(admin, ACTS[target.kind]);
  if (target.kind === 'user') {
    const { userPoolId, username } = target;
    requirePoolRights(admin, userPoolId, appClients);
    if (endSso) throw unavailable('endSso together with username');
    return { act: 'end-user-sessions', userPoolId, username };
  }
  if (target.kind !== 'refresh-token') {
    if (endSso) throw unavailable('endSso without a session to end');
    return denyCommandOf(target, admin, dependencies);
  }
  const appClient = appClients.find(target.clientId);
  if (appClient === undefined) throw new ServiceError('unknown-client', 'This app client is not configured.');
  requirePoolRights(admin, appClient.userPoolId, appClients);
  const refreshToken = requireRefreshToken(target.refreshToken);
  return {
    act: 'end-token-session',
    appClient,
    refreshToken,
    proof: undefined,
    everywhere: undefined,
    endSso,
  };
}

const ACTS: Record<RevokeTarget['kind'], AdminAct> = {
  'refresh-token': 'end-sessions-by-token',
  'access-token': 'end-sessions-by-token',
  user: 'end-sessions-by-user',
  session: 'end-sessions-by-id',
  'app-client': 'deny-app-clients',
  'user-pool': 'deny-user-pools',
};

function unavailable(what: string): ServiceError {
  return new ServiceError(
    'feature-unavailable',
    `This service does not offer ${what} yet. Nothing was done.`,
  );
}
