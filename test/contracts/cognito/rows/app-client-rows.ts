import { OK, refusal, type ContractRow } from '../contract-row.ts';
import { CLIENT_SETTINGS, type ContractStage } from '../contract-stage.ts';

/** U: app clients. */
export const APP_CLIENT_ROWS: readonly ContractRow[] = [
  {
    id: 'U1',
    input: 'UpdateUserPoolClient without ClientName and ExplicitAuthFlows',
    grade: 'A',
    source: 'captures of app client updates; boto3 #1607',
    expected: { ...OK, facts: { nameKept: true, flowsKept: false } },
    act: async (stage) => {
      const { before, after, observed } = await updatedWithNothing(stage);
      return {
        ...observed,
        facts: {
          nameKept: before['ClientName'] === after['ClientName'],
          flowsKept: sorted(before['ExplicitAuthFlows']) === sorted(after['ExplicitAuthFlows']),
        },
      };
    },
  },
  {
    id: 'U1b',
    input: 'UpdateUserPoolClient without EnableTokenRevocation, which was off',
    grade: 'D',
    source: 'not captured',
    expected: { ...OK, facts: { EnableTokenRevocation: true } },
    act: async (stage) => {
      const { after, observed } = await updatedWithNothing(stage);
      return { ...observed, facts: { EnableTokenRevocation: after['EnableTokenRevocation'] } };
    },
  },
  {
    id: 'U2',
    input: 'CreateUserPoolClient with a name only',
    grade: 'A',
    source: 'captures of app client creation',
    expected: {
      ...OK,
      facts: {
        EnableTokenRevocation: true,
        RefreshTokenValidity: 30,
        TokenValidityUnits: {},
        AuthSessionValidity: 3,
        AllowedOAuthFlowsUserPoolClient: false,
        EnablePropagateAdditionalUserContextData: false,
      },
    },
    act: createdWithNothing,
  },
  {
    id: 'U3',
    input: 'DescribeUserPoolClient of a client id that does not exist',
    grade: 'A',
    source: 'capture describe-deleted-client',
    expected: refusal('ResourceNotFoundException', 'User pool client does not exist.'),
    act: (stage) =>
      stage.observe('DescribeUserPoolClient', {
        UserPoolId: stage.options.userPoolId,
        ClientId: '0'.repeat(26),
      }),
  },
  {
    id: 'U4',
    input: 'AdminInitiateAuth with an app client of another pool',
    grade: 'A',
    source: 'captures of sign-ins across pools',
    needs: 'another-pool',
    expected: refusal(
      'ResourceNotFoundException',
      'User pool client {client} does not exist in user pool {pool}.',
    ),
    act: async (stage) => {
      const { username, password } = await stage.user();
      const { clientId } = await stage.newClient('public', stage.options.otherUserPoolId);
      return stage.observe('AdminInitiateAuth', {
        UserPoolId: stage.options.userPoolId,
        ClientId: clientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password },
      });
    },
  },
  {
    id: 'U5',
    input: 'rotation together with ALLOW_REFRESH_TOKEN_AUTH',
    grade: 'A',
    source: 'captures of rotation settings',
    expected: refusal(
      'InvalidParameterException',
      'ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.',
    ),
    act: async (stage) => {
      const { userPoolId, clientId } = await stage.newClient('rotating');
      return stage.observe('UpdateUserPoolClient', {
        UserPoolId: userPoolId,
        ClientId: clientId,
        ...CLIENT_SETTINGS.rotating,
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      });
    },
  },
];

async function updatedWithNothing(stage: ContractStage) {
  const { userPoolId: UserPoolId, clientId: ClientId } = await stage.newClient('unrevocable');
  const describe = async () =>
    (await stage.send('DescribeUserPoolClient', { UserPoolId, ClientId })).json['UserPoolClient'] as Record<
      string,
      unknown
    >;
  const before = await describe();
  const observed = await stage.observe('UpdateUserPoolClient', { UserPoolId, ClientId });
  return { before, after: await describe(), observed };
}

async function createdWithNothing(stage: ContractStage) {
  const UserPoolId = stage.options.userPoolId;
  const { observed, json } = await stage.send('CreateUserPoolClient', {
    UserPoolId,
    ClientName: 'contract defaults',
  });
  const client = json['UserPoolClient'] as Record<string, unknown>;
  await stage.observe('DeleteUserPoolClient', { UserPoolId, ClientId: client['ClientId'] });
  const names = [
    'EnableTokenRevocation',
    'RefreshTokenValidity',
    'TokenValidityUnits',
    'AuthSessionValidity',
    'AllowedOAuthFlowsUserPoolClient',
    'EnablePropagateAdditionalUserContextData',
  ];
  return { ...observed, facts: Object.fromEntries(names.map((name) => [name, client[name]])) };
}

function sorted(value: unknown): string {
  return JSON.stringify([...(value as string[])].sort());
}
