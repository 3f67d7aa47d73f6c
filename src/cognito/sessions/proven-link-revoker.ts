import type { TokenRevoker } from '../../revocation/ports/token-revoker.ts';
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
  return {
    async revoke(token, ...rest) {
      const outcome = await revoker.revoke(token, ...rest);
      if (!token.endSso || outcome.kind !== 'confirmed') return outcome;
      const isProven = await tracking.isOn(requireAppClient(clients, token.clientId));
      return isProven ? outcome : { ...outcome, leftAlive: ['managedLogin'] };
    },
  };
}
