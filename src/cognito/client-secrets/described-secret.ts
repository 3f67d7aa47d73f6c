import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClient } from '../cognito-app-client.ts';

/**
 * The secret that Cognito tells of an app client, or undefined for a public one. While there are two, it tells one of them.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html
 *
 * @throws Error (rejects) what the SDK throws
 */
export async function describedSecret(
  api: CognitoApi,
  appClient: Pick<CognitoAppClient, 'userPoolId' | 'clientId' | 'region' | 'endpoint'>,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const { userPoolId: UserPoolId, clientId: ClientId } = appClient;
  const client = await api.at(appClient);
  const { UserPoolClient } = await client.describeUserPoolClient({ UserPoolId, ClientId }, { abortSignal });
  return UserPoolClient?.ClientSecret;
}
