/** Operations of one kind of resource, with the prefix that IAM gives their service. */
export interface Grant {
  readonly service: 'cognito-idp' | 'secretsmanager' | 'ssm' | 'kms';
  readonly operations: readonly string[];
  /** What the operations may touch; an example to replace. */
  readonly resource: string;
  /** Limits the grant to calls that another service makes on the caller's behalf. */
  readonly viaService?: string;
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

const AWS_SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:cognito-logout/web-shop-AbCdEf';
const PARAMETER = 'arn:aws:ssm:eu-west-1:111122223333:parameter/cognito-logout/web-shop';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';

/** Needed where the value is encrypted with a key of one's own, and not with the one that AWS manages. */
function decrypting(viaService: string): Grant {
  return { service: 'kms', operations: ['Decrypt'], resource: KEY, viaService };
}

function encrypting(viaService: string): Grant {
  return { service: 'kms', operations: ['Decrypt', 'Encrypt', 'GenerateDataKey'], resource: KEY, viaService };
}

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
    name: 'admin-lookup',
    purpose:
      '`POST /admin/revoke` and `GET /admin/users/{username}/sessions` for a user who is named by `sub` or e-mail address: finds the user',
    neededBy: 'service',
    grants: [{ service: 'cognito-idp', operations: ['ListUsers'], resource: USER_POOL }],
  },
  {
    name: 'admin-disable',
    purpose: '`disableUser` of `POST /admin/revoke`: keeps the user from signing in again',
    neededBy: 'service',
    grants: [{ service: 'cognito-idp', operations: ['AdminDisableUser'], resource: USER_POOL }],
  },
  {
    name: 'admin-sessions',
    purpose:
      "An admin's list of a user's sessions, the end of one of them, and `endSso` with a user; and to say so where the user pool keeps no records of sessions",
    neededBy: 'service',
    grants: [
      {
        service: 'cognito-idp',
        operations: [
          'AdminGetUser',
          'AdminListUserSessions',
          'AdminRevokeUserSession',
          'GetUserPoolSessionConfiguration',
        ],
        resource: USER_POOL,
      },
    ],
  },
  {
    name: 'end-sso',
    purpose:
      '`endSso` with a refresh token: asks whether the user pool tracks sessions. Without it no receipt claims that the managed login has ended',
    neededBy: 'service',
    grants: [
      { service: 'cognito-idp', operations: ['GetUserPoolSessionConfiguration'], resource: USER_POOL },
    ],
  },
  {
    name: 'doctor',
    purpose:
      'What is wrong with an app client at Cognito: `GET /admin/clients`, `npm run doctor`, and the log',
    neededBy: 'service',
    grants: [
      {
        service: 'cognito-idp',
        operations: ['DescribeUserPool', 'DescribeUserPoolClient', 'GetUserPoolSessionConfiguration'],
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
  {
    name: 'secrets-in-secrets-manager',
    purpose:
      'Secrets of app clients that are kept in AWS Secrets Manager. `kms:Decrypt` is for a key of your own; leave it out otherwise',
    neededBy: 'service',
    grants: [
      { service: 'secretsmanager', operations: ['GetSecretValue'], resource: AWS_SECRET },
      decrypting('secretsmanager.eu-west-1.amazonaws.com'),
    ],
  },
  {
    name: 'secrets-in-parameter-store',
    purpose:
      'Secrets of app clients that are kept in SSM Parameter Store. `kms:Decrypt` is for a key of your own; leave it out otherwise',
    neededBy: 'service',
    grants: [
      { service: 'ssm', operations: ['GetParameter'], resource: PARAMETER },
      decrypting('ssm.eu-west-1.amazonaws.com'),
    ],
  },
  {
    name: 'secrets-at-cognito',
    purpose:
      'Secrets of app clients that the service asks Cognito for. **Reads the secret of every app client of the user pool**: see [secrets.md](secrets.md)',
    neededBy: 'service',
    grants: [{ service: 'cognito-idp', operations: ['DescribeUserPoolClient'], resource: USER_POOL }],
  },
  {
    name: 'rotate-secrets',
    purpose:
      '`npm run secrets -- rotate`: adds a secret of an app client, and deletes the old one. Can do so for every app client of the user pool',
    neededBy: 'operator',
    grants: [
      {
        service: 'cognito-idp',
        operations: ['AddUserPoolClientSecret', 'DeleteUserPoolClientSecret', 'ListUserPoolClientSecrets'],
        resource: USER_POOL,
      },
    ],
  },
  {
    name: 'rotate-in-secrets-manager',
    purpose: 'Rotating a secret that is kept in AWS Secrets Manager, beside `rotate-secrets`',
    neededBy: 'operator',
    grants: [
      { service: 'secretsmanager', operations: ['GetSecretValue', 'PutSecretValue'], resource: AWS_SECRET },
      encrypting('secretsmanager.eu-west-1.amazonaws.com'),
    ],
  },
  {
    name: 'rotate-in-parameter-store',
    purpose:
      'Rotating a secret that is kept in SSM Parameter Store, beside `rotate-secrets`. `DescribeParameters`, which tells the key to encrypt with, cannot be limited to one parameter',
    neededBy: 'operator',
    grants: [
      { service: 'ssm', operations: ['GetParameter', 'PutParameter'], resource: PARAMETER },
      {
        service: 'ssm',
        operations: ['DescribeParameters'],
        resource: 'arn:aws:ssm:eu-west-1:111122223333:*',
      },
      encrypting('ssm.eu-west-1.amazonaws.com'),
    ],
  },
];
