import type { AppClient } from '../app-clients/app-client.ts';
import { ServiceError } from '../errors/service-error.ts';

/** Where Cognito's API and the keys of a user pool are reached: at the Region's AWS endpoint, unless one is given. */
export type UserPoolPlace = Pick<AppClient, 'userPoolId' | 'region'> & Partial<Pick<AppClient, 'endpoint'>>;

/** What is said to Cognito about an app client. */
export type CognitoAppClient = UserPoolPlace &
  Pick<AppClient, 'clientId' | 'secrets' | 'sessionTracking'> &
  Partial<Pick<AppClient, 'confidentialTowardsCallers' | 'domain' | 'upstream'>>;

/** The registry, as far as it matters here. */
export interface CognitoAppClients {
  find(clientId: string): CognitoAppClient | undefined;
  all(): readonly CognitoAppClient[];
}

/** @throws ServiceError `unknown-client` for one that is not configured */
export function requireAppClient(clients: CognitoAppClients, clientId: string): CognitoAppClient {
  const appClient = clients.find(clientId);
  if (appClient !== undefined) return appClient;
  throw new ServiceError('unknown-client', 'This app client is not configured.');
}
