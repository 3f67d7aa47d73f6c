import { ServiceError } from '../../errors/service-error.ts';
import type { ClientCredentials } from '../../protocols/rfc7009/client-credentials.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import { mayAskFor } from '../app-clients/may-ask-for.ts';
import { onlyAppClient } from '../app-clients/only-app-client.ts';

/** RFC 7617 section 2 */
export const BASIC_CHALLENGE = 'Basic realm="cognito-logout", charset="UTF-8"';

/**
 * Finds the app client that asks: the one it names, or the only one there is. Where it needs its secret, it has to have it.
 *
 * @throws ServiceError `unknown-client`, or `unauthenticated` if the secret is missing or wrong
 */
export function authenticateClient(
  { clientId, clientSecret, usedBasic }: ClientCredentials,
  appClients: AppClientDirectory,
): AppClientProfile {
  const details = usedBasic ? { challenge: BASIC_CHALLENGE } : {};
  const appClient = clientId === undefined ? onlyAppClient(appClients.all()) : appClients.find(clientId);
  if (appClient === undefined) {
    throw new ServiceError(
      'unknown-client',
      'Say with client_id which app client the token is of. It has to be one that is configured here.',
      details,
    );
  }
  if (mayAskFor(appClient, clientSecret, appClients)) return appClient;
  throw new ServiceError(
    'unauthenticated',
    'This app client has to authenticate with its secret, in a Basic header or as client_secret.',
    details,
  );
}
