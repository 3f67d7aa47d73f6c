import { ServiceError } from '../../errors/service-error.ts';
import type { RevokeTarget } from '../../protocols/json/admin-revoke-request.ts';
import type { DenyTokensCommand } from '../../revocation/denials/deny-tokens.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { requirePoolRights } from './require-pool-rights.ts';

type DenyTarget = Extract<RevokeTarget, { kind: 'access-token' | 'app-client' | 'user-pool' }>;

/**
 * Whose access tokens an admin wants refused. A session is known by one of its tokens, which has to verify: or else
 * anybody's session could be named.
 *
 * @throws ServiceError `unknown-client`, `forbidden`, or `invalid-request` for a token that does not verify
 */
export async function denyCommandOf(
  target: DenyTarget,
  admin: AdminIdentity,
  { appClients, tokens, fingerprint }: Pick<AppDependencies, 'appClients' | 'tokens' | 'fingerprint'>,
): Promise<DenyTokensCommand> {
  switch (target.kind) {
    case 'user-pool':
      requirePoolRights(admin, target.userPoolId, appClients);
      return { tokensOf: 'user-pool', userPoolId: target.userPoolId };
    case 'app-client': {
      const appClient = appClients.find(target.clientId);
      if (appClient === undefined)
        throw new ServiceError('unknown-client', 'This app client is not configured.');
      requirePoolRights(admin, appClient.userPoolId, appClients);
      return { tokensOf: 'app-client', appClient };
    }
    case 'access-token': {
      const { accessToken } = target;
      const proof = isTokenShaped(accessToken) ? await tokens.verify(accessToken) : undefined;
      const appClient = proof === undefined ? undefined : appClients.find(proof.clientId);
      if (proof === undefined || appClient === undefined) throw notAccepted();
      requirePoolRights(admin, proof.userPoolId, appClients);
      return { tokensOf: 'session', appClient, proof, fingerprint: fingerprint(accessToken) };
    }
  }
}

function notAccepted(): ServiceError {
  return new ServiceError(
    'invalid-request',
    'The access token is not one of a configured app client, or has expired: there is nothing to deny.',
  );
}
