import { clientId, userPoolId } from '../../settings/formats/cognito-names.ts';
import { filePath } from '../../settings/formats/file-path.ts';
import { groupName, scopeName } from '../../settings/formats/rights.ts';
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
    required: 'with ADMIN_USER_POOL_ID, this or ADMIN_SCOPE',
    example: 'session-admins',
    sentence: 'The group of the user pool that an admin must be in.',
  },
  ADMIN_SCOPE: {
    parse: scopeName,
    required: 'with ADMIN_USER_POOL_ID, this or ADMIN_GROUP',
    example: 'https://logout.example.com/admin.revoke',
    sentence: 'The scope that the access token must have. If a group is set too, both are needed.',
  },
});
