import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';

/** @throws ServiceError `unknown-client` */
export function requireAppClient(clientId: string, appClients: AppClientDirectory): AppClientProfile {
  const appClient = appClients.find(clientId);
  if (appClient !== undefined) return appClient;
  throw new ServiceError('unknown-client', 'This app client is not configured.');
}
