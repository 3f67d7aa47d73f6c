import type { Operation } from '../operation.ts';
import { adminDisableUser } from './admin/admin-disable-user.ts';
import { adminEnableUser } from './admin/admin-enable-user.ts';
import { adminInitiateAuth } from './admin/admin-initiate-auth.ts';
import { adminUserGlobalSignOut } from './admin/admin-user-global-sign-out.ts';
import { describeUserPoolClient } from './admin/describe-user-pool-client.ts';
import { getTokensFromRefreshToken } from './tokens/get-tokens-from-refresh-token.ts';
import { getUser } from './tokens/get-user.ts';
import { globalSignOut } from './tokens/global-sign-out.ts';
import { initiateAuth } from './tokens/initiate-auth.ts';
import { revokeToken } from './tokens/revoke-token.ts';

/** Every operation that the fake knows, by its name in `X-Amz-Target`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['AdminDisableUser', adminDisableUser],
  ['AdminEnableUser', adminEnableUser],
  ['AdminInitiateAuth', adminInitiateAuth],
  ['AdminUserGlobalSignOut', adminUserGlobalSignOut],
  ['DescribeUserPoolClient', describeUserPoolClient],
  ['GetTokensFromRefreshToken', getTokensFromRefreshToken],
  ['GetUser', getUser],
  ['GlobalSignOut', globalSignOut],
  ['InitiateAuth', initiateAuth],
  ['RevokeToken', revokeToken],
]);
