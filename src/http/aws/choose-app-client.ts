import { ServiceError } from '../../errors/service-error.ts';
import type { RevokeTokenRequest } from '../../protocols/aws-json/revoke-token-request.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';

/**
 * Finds the app client that a request names; where the path names one as well, it has to be the same. The secret is
 * looked at only where the app client is confidential towards its callers.
 *
 * @throws ServiceError `unknown-client`, whatever does not fit, as Cognito does
 */
export function chooseAppClient(
  { clientId, clientSecret }: Pick<RevokeTokenRequest, 'clientId' | 'clientSecret'>,
  onPath: AppClientProfile | undefined,
  appClients: AppClientDirectory,
): AppClientProfile {
  const appClient = appClients.find(clientId);
  const isOther = onPath !== undefined && onPath.clientId !== clientId;
  if (appClient === undefined || isOther) throw refusal();
  if (appClient.confidentialTowardsCallers !== true) return appClient;
  if (clientSecret !== undefined && appClients.secretFits(clientId, clientSecret)) return appClient;
  throw refusal();
}

function refusal(): ServiceError {
  return new ServiceError('unknown-client', 'The app client is not configured, or its secret is wrong.');
}
