import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import { onlyAppClient } from '../app-clients/only-app-client.ts';
import { requireAppClient } from '../app-clients/require-app-client.ts';

/** What a request says about its app client, in falling order of weight. */
export interface AppClientHints {
  readonly clientId: string | undefined;
  /** The app clients whose session cookies came along; empty outside of cookie mode. */
  readonly cookieClients: readonly AppClientProfile[];
  readonly origin: string | undefined;
}

/**
 * Finds the app client that a request is about: the one it names; else the one whose cookies it has; else the one
 * whose frontend it comes from; else the only one there is.
 *
 * @throws ServiceError `unknown-client`
 */
export function clientOfLogout(hints: AppClientHints, appClients: AppClientDirectory): AppClientProfile {
  const { clientId, cookieClients, origin } = hints;
  if (clientId !== undefined) return requireAppClient(clientId, appClients);
  const candidates = cookieClients.length > 0 ? cookieClients : appClients.all();
  const ofOrigin = candidates.filter(
    ({ allowedOrigins }) => origin !== undefined && allowedOrigins.includes(origin),
  );
  const appClient = onlyAppClient(ofOrigin) ?? onlyAppClient(candidates);
  if (appClient !== undefined) return appClient;
  throw new ServiceError('unknown-client', 'Say with clientId which app client the token is of.');
}
