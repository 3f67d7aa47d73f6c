import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';

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
export function chooseAppClient(hints: AppClientHints, appClients: AppClientDirectory): AppClientProfile {
  const { clientId, cookieClients, origin } = hints;
  if (clientId !== undefined)
    return appClients.find(clientId) ?? refuse('This app client is not configured.');
  const candidates = cookieClients.length > 0 ? cookieClients : appClients.all();
  const ofOrigin = candidates.filter(
    ({ allowedOrigins }) => origin !== undefined && allowedOrigins.includes(origin),
  );
  return only(ofOrigin) ?? only(candidates) ?? refuse('Say with clientId which app client the token is of.');
}

function only(clients: readonly AppClientProfile[]): AppClientProfile | undefined {
  return clients.length === 1 ? clients[0] : undefined;
}

function refuse(message: string): never {
  throw new ServiceError('unknown-client', message);
}
