import { actsByName } from '../../settings/formats/admin/acts-by-name.ts';
import { clientId, userPoolId } from '../../settings/formats/cognito-names.ts';
import { filePath } from '../../settings/formats/file-path.ts';
import { listOf } from '../../settings/formats/list-of.ts';
import { poolUser } from '../../settings/formats/admin/pool-user.ts';
import { poolsByName } from '../../settings/formats/admin/pools-by-name.ts';
import { groupName, scopeName } from '../../settings/formats/admin/rights.ts';
import { defineVariables } from '../variable.ts';

export const adminVariables = defineVariables({
  ADMIN_API_KEYS_FILE: {
    parse: filePath,
    example: '/etc/cognito-logout/admin-api-keys.yaml',
    sentence:
      'A YAML or JSON file of API keys for the admin routes, each kept as a hash (see admin-api-keys.md). `npm run admin-key` makes a key.',
  },
  ADMIN_USER_POOL_ID: {
    parse: userPoolId,
    example: 'eu-west-1_AdMiNs123',
    sentence: 'The user pool whose access tokens open the admin routes.',
  },
  ADMIN_CLIENT_ID: {
    parse: clientId,
    required: 'with ADMIN_USER_POOL_ID',
    example: '6vl1m2a3adminEXAMPLE',
    sentence: 'The app client that those access tokens must have been issued to.',
  },
  ADMIN_GROUP: {
    parse: groupName,
    required: 'with ADMIN_USER_POOL_ID, one of these four',
    example: 'session-admins',
    sentence: 'The group of the user pool that an admin must be in.',
  },
  ADMIN_SCOPE: {
    parse: scopeName,
    required: 'with ADMIN_USER_POOL_ID, one of these four',
    example: 'https://logout.example.com/admin.revoke',
    sentence: 'The scope that the access token must have. If a group is set too, both are needed.',
  },
  ADMIN_GROUP_ACTS: {
    parse: actsByName,
    required: 'with ADMIN_USER_POOL_ID, one of these four',
    example: 'support=end-sessions-by-user+read-sessions,security=end-sessions-by-user+disable-users',
    sentence:
      'What admins in a group of the user pool may do: acts (see admin.md), by group. Those of all groups of an admin count together; who is in none of them may do nothing. Unset: all that a sign-in of the user mends. It may stand in place of ADMIN_GROUP.',
  },
  ADMIN_SCOPE_ACTS: {
    parse: actsByName,
    required: 'with ADMIN_USER_POOL_ID, one of these four',
    example: 'https://logout.example.com/admin.read=read-audit+read-sessions',
    sentence:
      'What an access token with a scope may be used for: acts, by scope. With ADMIN_GROUP_ACTS only what both give counts. It may stand in place of ADMIN_SCOPE.',
  },
  ADMIN_GROUP_USER_POOLS: {
    parse: poolsByName,
    example: 'support-eu=eu-west-1_AbCdEf123,security=eu-west-1_AbCdEf123+us-east-1_XyZ987',
    sentence:
      'The user pools whose users admins in a group may touch, by group. Those of all groups of an admin count together; who is in none of them may touch nobody. Unset: every configured user pool.',
  },
  ADMIN_SCOPE_USER_POOLS: {
    parse: poolsByName,
    example: 'https://logout.example.com/admin.eu=eu-west-1_AbCdEf123',
    sentence:
      'The same by scope of the access token. With ADMIN_GROUP_USER_POOLS only user pools that both name count.',
  },
  ADMIN_PROTECTED_USERS: {
    parse: listOf(poolUser),
    default: '',
    example: 'eu-west-1_AbCdEf123/break-glass',
    sentence:
      'Accounts that no order of an admin may touch: user pool, slash, and name, `sub`, e-mail address or telephone number of the user; several separated by commas.',
  },
});
