import { AdminGetUserCommand, UserNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import type { UserDirectory } from '../revocation/ports/user-directory.ts';
import type { CognitoApi } from './cognito-api.ts';
import type { CognitoAppClients } from './cognito-app-client.ts';
import { withinSignal } from './outcome/within-signal.ts';

/** Hears that Cognito did not say who a user is, so that nothing of theirs can be denied. Must not throw. */
export type LookupFailed = (event: { readonly userPoolId: string; readonly cause: unknown }) => void;

/**
 * Finds users through the AWS SDK, in user pools of configured app clients.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function createSdkUserDirectory(
  clients: CognitoAppClients,
  api: CognitoApi,
  failed: LookupFailed,
): UserDirectory {
  return {
    async subOf({ userPoolId, username }, signal) {
      const place = clients.all().find((one) => one.userPoolId === userPoolId);
      if (place === undefined) return undefined;
      const command = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username });
      try {
        const { UserAttributes = [] } = await withinSignal(signal, () =>
          api.at(place).send(command, { abortSignal: signal }),
        );
        return UserAttributes.find(({ Name }) => Name === 'sub')?.Value;
      } catch (cause) {
        if (!(cause instanceof UserNotFoundException)) failed({ userPoolId, cause });
        return undefined;
      }
    },
  };
}
