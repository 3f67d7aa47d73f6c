import { ServiceError } from '../errors/service-error.ts';
import type { CognitoAppClients, UserPoolPlace } from './cognito-app-client.ts';

/** @throws ServiceError `invalid-request` for a user pool of which no app client is configured */
export function requireUserPool(clients: CognitoAppClients, userPoolId: string): UserPoolPlace {
  const appClient = clients.all().find((one) => one.userPoolId === userPoolId);
  if (appClient === undefined) throw new ServiceError('invalid-request', 'This user pool is not configured.');
  return appClient;
}
