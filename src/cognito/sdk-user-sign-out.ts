import type { UserSignOut } from '../revocation/ports/users/user-sign-out.ts';
import type { ExceptionMeanings, Meaning } from './outcome/classify-failure.ts';
import type { CognitoApi } from './cognito-api.ts';
import type { CognitoAppClients } from './cognito-app-client.ts';
import { outcomeOf } from './outcome/outcome-of.ts';
import { requireUserPool } from './require-user-pool.ts';
import { NAMED_USER_MEANINGS } from './users/named-user-meanings.ts';

const UNAUTHENTICATED: Meaning = { kind: 'rejected', code: 'unauthenticated' };
const USER_POOL_NOT_FOUND: Meaning = { kind: 'parked', cause: 'user-pool-not-found' };

const GLOBAL_SIGN_OUT_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ['NotAuthorizedException', UNAUTHENTICATED],
  ['InvalidParameterException', UNAUTHENTICATED],
  ['PasswordResetRequiredException', UNAUTHENTICATED],
  ['UserNotConfirmedException', UNAUTHENTICATED],
  // Deleting a user kills all tokens of the user.
  ['UserNotFoundException', { kind: 'already-dead' }],
  ['ResourceNotFoundException', USER_POOL_NOT_FOUND],
]);

/** Signs users out through the AWS SDK. Any user pool of a configured app client can be reached, and no other. */
export function createSdkUserSignOut(clients: CognitoAppClients, api: CognitoApi): UserSignOut {
  return {
    signOutSelf: async ({ userPoolId, accessToken }, signal) => {
      const place = requireUserPool(clients, userPoolId);
      const signOut = async () => {
        const client = await api.at(place);
        await client.globalSignOut({ AccessToken: accessToken }, { abortSignal: signal });
      };
      return outcomeOf(signOut, GLOBAL_SIGN_OUT_MEANINGS, signal);
    },

    signOutUser: async ({ userPoolId, username }, signal) => {
      const place = requireUserPool(clients, userPoolId);
      const signOut = async () => {
        const client = await api.at(place);
        const user = { UserPoolId: userPoolId, Username: username };
        await client.adminUserGlobalSignOut(user, { abortSignal: signal });
      };
      return outcomeOf(signOut, NAMED_USER_MEANINGS, signal);
    },
  };
}
