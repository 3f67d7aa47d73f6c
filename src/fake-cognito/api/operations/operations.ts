import type { Operation } from '../operation.ts';
import { addUserPoolClientSecret } from './clients/add-user-pool-client-secret.ts';
import { createUserPoolClient } from './clients/create-user-pool-client.ts';
import { deleteUserPoolClientSecret } from './clients/delete-user-pool-client-secret.ts';
import { deleteUserPoolClient } from './clients/delete-user-pool-client.ts';
import { describeUserPool } from './clients/describe-user-pool.ts';
import { describeUserPoolClient } from './clients/describe-user-pool-client.ts';
import { listUserPoolClientSecrets } from './clients/list-user-pool-client-secrets.ts';
import { updateUserPoolClient } from './clients/update-user-pool-client.ts';
import { adminListUserSessions } from './sessions/admin-list-user-sessions.ts';
import { adminRevokeUserSession } from './sessions/admin-revoke-user-session.ts';
import { listUserSessions } from './sessions/list-user-sessions.ts';
import { revokeUserSession } from './sessions/revoke-user-session.ts';
import {
  getUserPoolClientSessionConfiguration,
  setUserPoolClientSessionConfiguration,
} from './sessions/user-pool-client-session-configuration.ts';
import {
  getUserPoolSessionConfiguration,
  setUserPoolSessionConfiguration,
} from './sessions/user-pool-session-configuration.ts';
import { changePassword } from './tokens/change-password.ts';
import { getTokensFromRefreshToken } from './tokens/get-tokens-from-refresh-token.ts';
import { getUser } from './tokens/get-user.ts';
import { globalSignOut } from './tokens/global-sign-out.ts';
import { initiateAuth } from './tokens/initiate-auth.ts';
import { revokeToken } from './tokens/revoke-token.ts';
import { adminCreateUser } from './users/admin-create-user.ts';
import { adminDeleteUser } from './users/admin-delete-user.ts';
import { adminDisableUser } from './users/admin-disable-user.ts';
import { adminEnableUser } from './users/admin-enable-user.ts';
import { adminGetUser } from './users/admin-get-user.ts';
import { adminInitiateAuth } from './users/admin-initiate-auth.ts';
import { adminSetUserPassword } from './users/admin-set-user-password.ts';
import { adminUserGlobalSignOut } from './users/admin-user-global-sign-out.ts';
import { listUsers } from './users/list-users.ts';

/** Every operation that the fake knows, by its name in `X-Amz-Target`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['AddUserPoolClientSecret', addUserPoolClientSecret],
  ['AdminCreateUser', adminCreateUser],
  ['AdminDeleteUser', adminDeleteUser],
  ['AdminDisableUser', adminDisableUser],
  ['AdminEnableUser', adminEnableUser],
  ['AdminGetUser', adminGetUser],
  ['AdminInitiateAuth', adminInitiateAuth],
  ['AdminListUserSessions', adminListUserSessions],
  ['AdminRevokeUserSession', adminRevokeUserSession],
  ['AdminSetUserPassword', adminSetUserPassword],
  ['AdminUserGlobalSignOut', adminUserGlobalSignOut],
  ['ChangePassword', changePassword],
  ['CreateUserPoolClient', createUserPoolClient],
  ['DeleteUserPoolClient', deleteUserPoolClient],
  ['DeleteUserPoolClientSecret', deleteUserPoolClientSecret],
  ['DescribeUserPool', describeUserPool],
  ['DescribeUserPoolClient', describeUserPoolClient],
  ['GetTokensFromRefreshToken', getTokensFromRefreshToken],
  ['GetUser', getUser],
  ['GetUserPoolClientSessionConfiguration', getUserPoolClientSessionConfiguration],
  ['GetUserPoolSessionConfiguration', getUserPoolSessionConfiguration],
  ['GlobalSignOut', globalSignOut],
  ['InitiateAuth', initiateAuth],
  ['ListUserPoolClientSecrets', listUserPoolClientSecrets],
  ['ListUserSessions', listUserSessions],
  ['ListUsers', listUsers],
  ['RevokeToken', revokeToken],
  ['RevokeUserSession', revokeUserSession],
  ['SetUserPoolClientSessionConfiguration', setUserPoolClientSessionConfiguration],
  ['SetUserPoolSessionConfiguration', setUserPoolSessionConfiguration],
  ['UpdateUserPoolClient', updateUserPoolClient],
]);
