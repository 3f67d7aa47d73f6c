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
      const place = requireUserPool(clients, userPoolId);
      const disable = async () => {
        const client = await api.at(place);
        const user = { UserPoolId: userPoolId, Username: username };
        await client.adminDisableUser(user, { abortSignal: signal });
      };
      return outcomeOf(disable, NAMED_USER_MEANINGS, signal);
    },
  };
}
