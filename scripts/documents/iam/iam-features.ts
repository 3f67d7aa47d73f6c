/** Operations of one kind of resource, with the prefix that IAM gives their service. */
export interface Grant {
  readonly service: 'cognito-idp';
  readonly operations: readonly string[];
  /** What the operations may touch; an example to replace. */
  readonly resource: string;
}

/** Something that needs AWS credentials, and what it needs of them. */
export interface IamFeature {
  /** The file of its policy in `ops/iam`, without `.json`. */
  readonly name: string;
  /** What an operator gets for it. */
  readonly purpose: string;
  /** Whether the running service needs it, or only who runs a command. */
  readonly neededBy: 'service' | 'operator';
  readonly grants: readonly Grant[];
}

const USER_POOL = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_EXAMPLE';

/** Operations that Cognito asks no signature for: IAM can neither allow nor deny them. */
export const UNSIGNED_OPERATIONS: readonly string[] = [
  'GetTokensFromRefreshToken',
  'GlobalSignOut',
  'ListUserSessions',
  'RevokeToken',
  'RevokeUserSession',
];

/**
 * Every feature that needs AWS credentials, with the operations that the code calls for it. The policies in `ops/iam` and
 * `docs/iam.md` are made from it, and a test holds it against the commands that the code imports from the AWS SDK.
 */
export const IAM_FEATURES: readonly IamFeature[] = [
  {
    name: 'admin-sign-out',
    purpose:
      "`POST /admin/revoke` for a user: signs the user out, and finds the user's `sub` for the denylist",
    neededBy: 'service',
    grants: [
      {
        service: 'cognito-idp',
        operations: ['AdminGetUser', 'AdminUserGlobalSignOut'],
        resource: USER_POOL,
      },
    ],
  },
  {
    name: 'admin-sessions',
    purpose:
      "An admin's list of a user's sessions and the end of one of them; and to say so where the user pool keeps no records of sessions",
    neededBy: 'service',
    grants: [
      {
        service: 'cognito-idp',
        operations: ['AdminListUserSessions', 'AdminRevokeUserSession', 'GetUserPoolSessionConfiguration'],
        resource: USER_POOL,
      },
    ],
  },
  {
    name: 'token-revocation',
    purpose:
      '`POST /admin/clients/{clientId}/token-revocation` and `npm run doctor -- --fix`: turn token revocation on. ' +
      'UpdateUserPoolClient can change every setting of every app client of the user pool',
    neededBy: 'service',
    grants: [
      {
        service: 'cognito-idp',
        operations: ['DescribeUserPool', 'DescribeUserPoolClient', 'UpdateUserPoolClient'],
        resource: USER_POOL,
      },
    ],
  },
];
