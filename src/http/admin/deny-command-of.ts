import { ServiceError } from '../../errors/service-error.ts';
import type { RevokeTarget } from '../../protocols/json/admin-revoke-request.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { DenyTokensCommand } from '../../revocation/denials/deny-tokens.ts';
import { unknownUser } from '../../revocation/refusals/unknown-user.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import { requireAppClient } from '../app-clients/require-app-client.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Orderer } from './orderer.ts';
import { refuseProtected } from './refuse-protected.ts';
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
  orderer: Orderer,
  dependencies: AppDependencies,
): Promise<DenyTokensCommand> {
  const { appClients } = dependencies;
  const { admin } = orderer;
  switch (target.kind) {
    case 'user-pool':
      requirePoolRights(admin, { act: 'deny-user-pools', userPoolId: target.userPoolId }, appClients);
      return { tokensOf: 'user-pool', userPoolId: target.userPoolId };
    case 'app-client': {
      const appClient = requireAppClient(target.clientId, appClients);
      requirePoolRights(admin, { act: 'deny-app-clients', ...clientOf(appClient) }, appClients);
      return { tokensOf: 'app-client', appClient };
    }
    case 'access-token':
      return denySessionOf(target.accessToken, orderer, dependencies);
  }
}

function clientOf({ clientId, userPoolId }: AppClientProfile) {
  return { clientId, userPoolId };
}

async function denySessionOf(
  accessToken: string,
  orderer: Orderer,
  dependencies: AppDependencies,
): Promise<DenyTokensCommand> {
  const { appClients, tokens } = dependencies;
  const proof = isTokenShaped(accessToken) ? await tokens.verify(accessToken) : undefined;
  const appClient = proof === undefined ? undefined : appClients.find(proof.clientId);
  if (proof === undefined || appClient === undefined) throw notAccepted();
  const { userPoolId, clientId, username, sub } = proof;
  const asked = { act: 'end-sessions-by-token', userPoolId, clientId, user: sub } as const;
  requirePoolRights(orderer.admin, asked, appClients);
  const fingerprint = dependencies.fingerprint(accessToken);
  if (await isProtected(proof, dependencies)) {
    const order = { act: 'deny-access-tokens', userPoolId, clientId, fingerprint, username, sub } as const;
    return refuseProtected(order, orderer, dependencies);
  }
  return { tokensOf: 'session', appClient, proof, fingerprint };
}

/** A token tells the name and the `sub` of its user; whether that is somebody protected by an alias, only Cognito knows. */
async function isProtected(
  proof: VerifiedClaims,
  { protectedUsers, findUser }: Pick<AppDependencies, 'protectedUsers' | 'findUser'>,
): Promise<boolean> {
  const { userPoolId, username } = proof;
  if (protectedUsers.include(userPoolId, proof)) return true;
  if (!protectedUsers.inPool(userPoolId)) return false;
  try {
    const user = await findUser({ userPoolId, by: 'name', name: username });
    if (user === undefined) throw unknownUser('no answer to a lookup of the user of an access token');
    return protectedUsers.include(userPoolId, user);
  } catch (error) {
    // Whoever was deleted is protected no more, and their tokens are to be refused all the same.
    if (error instanceof ServiceError && error.code === 'user-not-found') return false;
    throw error;
  }
}

function notAccepted(): ServiceError {
  return new ServiceError(
    'invalid-request',
    'The access token is not one of a configured app client, or has expired: there is nothing to deny.',
  );
}
