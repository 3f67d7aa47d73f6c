import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';

/**
 * Whether a caller with this secret, or with none, may ask for an app client. A secret is looked at only where the app
 * client is confidential towards its callers; that callers need none is what the service is for.
 */
export function mayAskFor(
  { clientId, confidentialTowardsCallers }: AppClientProfile,
  clientSecret: string | undefined,
  appClients: AppClientDirectory,
): boolean {
  if (confidentialTowardsCallers !== true) return true;
  return clientSecret !== undefined && appClients.secretFits(clientId, clientSecret);
}
