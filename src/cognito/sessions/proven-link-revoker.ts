import type { TokenRevoker } from '../../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import { requireAppClient, type CognitoAppClients } from '../cognito-app-client.ts';
import type { KnownTracking } from './known-tracking.ts';

/**
 * Says of a managed login that was to end too that it is left alive, unless Cognito says that the user pool tracks
 * sessions: where it does not, RevokeToken takes LINKED without a word, and ends nothing by it.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export function createProvenLinkRevoker(
  revoker: TokenRevoker,
  clients: CognitoAppClients,
  tracking: KnownTracking,
): TokenRevoker {
  const sayWhatIsProven = async (clientId: string, revoking: Promise<UpstreamOutcome>) => {
    const outcome = await revoking;
    if (outcome.kind !== 'confirmed') return outcome;
    const isProven = await tracking.isOn(requireAppClient(clients, clientId));
    return isProven ? outcome : ({ ...outcome, leftAlive: ['managedLogin'] } as const);
  };

  return {
    revoke(token, signal, admitMore) {
      const revoking = revoker.revoke(token, signal, admitMore);
      return token.endSso ? sayWhatIsProven(token.clientId, revoking) : revoking;
    },
  };
}
