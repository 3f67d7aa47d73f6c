import type { TokenRevoker } from '../../revocation/ports/token-revoker.ts';
import { requireAppClient, type CognitoAppClients } from '../cognito-app-client.ts';
import { admitAll } from '../outcome/not-admitted.ts';
import { revokeWithSecrets } from '../outcome/revoke-with-secrets.ts';
import type { SecretVerdicts } from '../secret-verdicts.ts';
import type { RevokeAtDomain } from './revoke-at-domain.ts';

/**
 * Revokes refresh tokens at the domain of the user pool, for deployments that do not reach Cognito's API. The domain
 * cannot end managed-login sessions, so that `endSso` has no effect; and it may answer the token of another app client
 * like one that is dead already.
 */
export function createDomainTokenRevoker(
  clients: CognitoAppClients,
  revokeAtDomain: RevokeAtDomain,
  verdicts: SecretVerdicts,
): TokenRevoker {
  return {
    revoke: async ({ clientId, refreshToken: token }, signal, admitMore = admitAll) => {
      const appClient = requireAppClient(clients, clientId);
      const { secrets } = appClient;
      return revokeWithSecrets({
        secrets,
        revokeWith: (secret) => revokeAtDomain(appClient, { token, secret }, signal),
        refusal: 'client-refused',
        moment: () => verdicts.moment(),
        admitMore,
        judge: (refusedSince) =>
          verdicts.of(appClient, signal, { refusedSince, refusedSecrets: secrets, admitMore }),
      });
    },
  };
}
