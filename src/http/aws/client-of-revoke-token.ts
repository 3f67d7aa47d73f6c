import { ServiceError } from '../../errors/service-error.ts';
import type { RevokeTokenRequest } from '../../protocols/aws-json/revoke-token-request.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import { mayAskFor } from '../app-clients/may-ask-for.ts';

/**
 * Finds the app client that a RevokeToken names, if its caller may ask for it; where the path names one as well, it has to be
 * the same.
 *
 * @throws ServiceError `unknown-client`, whatever does not fit, as Cognito does
 */
export function clientOfRevokeToken(
  { clientId, clientSecret }: Pick<RevokeTokenRequest, 'clientId' | 'clientSecret'>,
  onPath: AppClientProfile | undefined,
  appClients: AppClientDirectory,
): AppClientProfile {
  const appClient = appClients.find(clientId);
  const isOther = onPath !== undefined && onPath.clientId !== clientId;
  if (appClient !== undefined && !isOther && mayAskFor(appClient, clientSecret, appClients)) return appClient;
  throw new ServiceError('unknown-client', 'The app client is not configured, or its secret is wrong.');
}
