import { ServiceError } from '../../errors/service-error.ts';
import type { EndSessionRequest } from '../../protocols/oidc/end-session-request.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import { onlyAppClient } from '../app-clients/only-app-client.ts';

/**
 * Finds the app client of a logout in the browser: by `client_id`, by the ID token, or the only one there is. Where both
 * are given they have to agree, and the ID token has to be of the app client's user pool (OpenID Connect RP-Initiated
 * Logout 1.0 section 2).
 *
 * @throws ServiceError `unknown-client`, or `invalid-request` where they do not agree
 */
export function clientOfOidcLogout(
  { clientId, idToken }: EndSessionRequest,
  appClients: AppClientDirectory,
): AppClientProfile {
  if (clientId !== undefined && idToken !== undefined && idToken.clientId !== clientId) {
    throw new ServiceError('invalid-request', 'The id_token_hint is of another app client than client_id.');
  }
  const named = clientId ?? idToken?.clientId;
  const appClient = named === undefined ? onlyAppClient(appClients.all()) : appClients.find(named);
  if (appClient === undefined) {
    throw new ServiceError(
      'unknown-client',
      'Say with client_id or id_token_hint which app client is logged out. It has to be one that is configured here.',
    );
  }
  if (idToken !== undefined && !idToken.issuer.endsWith(`/${appClient.userPoolId}`)) {
    throw new ServiceError('invalid-request', 'The id_token_hint was issued by another user pool.');
  }
  return appClient;
}
