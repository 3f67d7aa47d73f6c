import type { AppClient } from '../app-clients/app-client.ts';

/** Where Cognito's API and the keys of a user pool are reached: at the Region's AWS endpoint, unless one is given. */
export type UserPoolPlace = Pick<AppClient, 'userPoolId' | 'region'> & Partial<Pick<AppClient, 'endpoint'>>;

/** What is said to Cognito about an app client. */
export type CognitoAppClient = UserPoolPlace & Pick<AppClient, 'clientId' | 'secrets' | 'sessionTracking'>;

/** The registry, as far as it matters here. */
export interface CognitoAppClients {
  find(clientId: string): CognitoAppClient | undefined;
  all(): readonly CognitoAppClient[];
}
