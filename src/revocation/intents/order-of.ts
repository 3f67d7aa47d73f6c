import type { AppClientDirectory } from '../app-client-profile.ts';
import type { EndSessionCommand } from '../command.ts';
import type { RevocationOrder } from './intent.ts';
import type { ParkCause } from '../ports/upstream-outcome.ts';

/** What a command asks of Cognito, without the configuration that it was read with. */
export function orderOf(command: EndSessionCommand): RevocationOrder {
  if (command.act === 'end-user-sessions') {
    const { managedLogin: _, ...asked } = command;
    return asked;
  }
  if (!('appClient' in command)) return command;
  const { userPoolId, clientId } = command.appClient;
  if (command.act !== 'end-token-session') {
    const { appClient: _, ...asked } = command;
    return { ...asked, userPoolId, clientId };
  }
  const { act, refreshToken, everywhere, endSso, proof } = command;
  const accessToken = everywhere?.accessToken;
  return {
    act,
    userPoolId,
    clientId,
    refreshToken,
    endSso,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** What the configuration has no longer. */
export type NoLongerConfigured = Extract<ParkCause, 'client-not-found' | 'user-pool-not-found'>;

/** The command again, as the configuration is now, or which part of it is no longer there. */
export function commandOf(
  order: RevocationOrder,
  appClients: AppClientDirectory,
): EndSessionCommand | NoLongerConfigured {
  if (!('clientId' in order)) {
    const isConfigured = appClients.all().some(({ userPoolId }) => userPoolId === order.userPoolId);
    return isConfigured ? order : 'user-pool-not-found';
  }
  const appClient = appClients.find(order.clientId);
  if (appClient?.userPoolId !== order.userPoolId) return 'client-not-found';
  if (order.act !== 'end-token-session') {
    const { userPoolId: _pool, clientId: _client, ...asked } = order;
    return { ...asked, appClient };
  }
  const { act, refreshToken, accessToken, endSso, proof } = order;
  const everywhere = accessToken === undefined ? undefined : { accessToken };
  return { act, appClient, refreshToken, proof, everywhere, endSso };
}
