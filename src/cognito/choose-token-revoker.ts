import type { TokenRevoker } from '../revocation/ports/token-revoker.ts';
import type { CognitoAppClients } from './cognito-app-client.ts';

/** Revokes each token where its app client is configured to: by Cognito's API or at the domain of the user pool. */
export function chooseTokenRevoker(
  clients: CognitoAppClients,
  { api, domain }: { readonly api: TokenRevoker; readonly domain: TokenRevoker },
): TokenRevoker {
  return {
    revoke(token, signal, admitMore) {
      const isAtDomain = clients.find(token.clientId)?.upstream === 'domain';
      return (isAtDomain ? domain : api).revoke(token, signal, admitMore);
    },
  };
}
