import { AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { UserDisabler } from '../../revocation/ports/users/user-disabler.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClients } from '../cognito-app-client.ts';
import { outcomeOf } from '../outcome/outcome-of.ts';
import { requireUserPool } from '../require-user-pool.ts';
import { NAMED_USER_MEANINGS } from './named-user-meanings.ts';

/** Disables users through the AWS SDK, in user pools of configured app clients. */
export function createSdkUserDisabler(clients: CognitoAppClients, api: CognitoApi): UserDisabler {
  return {
    disable: async ({ userPoolId, username }, signal) => {
      const client = api.at(requireUserPool(clients, userPoolId));
      const command = new AdminDisableUserCommand({ UserPoolId: userPoolId, Username: username });
      return outcomeOf(() => client.send(command, { abortSignal: signal }), NAMED_USER_MEANINGS, signal);
    },
  };
}
