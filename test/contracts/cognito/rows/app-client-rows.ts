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
  {
    id: 'U6',
    input: 'UpdateUserPoolClient with ALLOW_ and legacy auth flows together',
    grade: 'C',
    source: 'API reference of ExplicitAuthFlows',
    expected: refusal('InvalidParameterException'),
    act: (stage) => updatedWith(stage, { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'] }),
  },
  {
    id: 'U7',
    input: 'UpdateUserPoolClient with an empty sign-out URL',
    grade: 'B',
    source: 'aws-sdk-java-v2 #5528',
    expected: refusal('InvalidParameterException'),
    act: (stage) => updatedWith(stage, { LogoutURLs: [''] }),
  },
  {
    id: 'U8',
    input: 'UpdateUserPoolClient that keeps AccessTokenValidity 5 and leaves TokenValidityUnits out',
    grade: 'C',
    source: 'API reference of TokenValidityUnits: hours are the default, so that 5 minutes become 5 hours',
    expected: { ...OK, facts: { before: 300, after: 5 * 3600 } },
    act: unitsDropped,
  },
  {
    id: 'U9',
    input: 'UpdateUserPoolClient with every setting that DescribeUserPoolClient shows',
    grade: 'C',
    source: 'API reference: what is given is taken',
    expected: { ...OK, facts: { changed: [] } },
    act: updatedWithAll,
  },
  {
    id: 'U10',
    input: 'DescribeUserPool of a pool that does not exist',
    grade: 'A',
    source: 'captures of DescribeUserPool',
    expected: refusal('ResourceNotFoundException', 'User pool {pool} does not exist.'),
    act: (stage) => stage.observe('DescribeUserPool', { UserPoolId: `${stage.options.region}_000000000` }),
  },
];

/** Everything that can be set, but what needs something else set up first. */
const MANY_SETTINGS = {
  ClientName: 'contract with many settings',
  RefreshTokenValidity: 720,
  AccessTokenValidity: 5,
  IdTokenValidity: 10,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
  ReadAttributes: ['email', 'name'],
  WriteAttributes: ['name'],
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  SupportedIdentityProviders: ['COGNITO'],
  CallbackURLs: ['https://app.example.com/callback'],
  LogoutURLs: ['https://app.example.com/bye'],
  DefaultRedirectURI: 'https://app.example.com/callback',
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  AllowedOAuthFlowsUserPoolClient: true,
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: false,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 7,
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 20 },
};

const SHOWN_ONLY = ['ClientSecret', 'LastModifiedDate', 'CreationDate', 'ClientType'];

async function updatedWithAll(stage: ContractStage) {
  const { userPoolId: UserPoolId, clientId: ClientId } = await stage.newClient('public');
  const update = (settings: object) =>
    stage.send('UpdateUserPoolClient', { UserPoolId, ClientId, ...settings });
  const { json } = await update(MANY_SETTINGS);
  const before = withoutShownOnly(json['UserPoolClient']);
  const { json: again, observed } = await update(before);
  const after = withoutShownOnly(again['UserPoolClient']);
  const changed = Object.keys({ ...before, ...after }).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return { ...observed, facts: { changed } };
}

function withoutShownOnly(client: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(client as Record<string, unknown>).filter(([name]) => !SHOWN_ONLY.includes(name)),
  );
}

async function updatedWith(stage: ContractStage, settings: object) {
  const { userPoolId: UserPoolId, clientId: ClientId } = await stage.newClient('public');
  return stage.observe('UpdateUserPoolClient', { UserPoolId, ClientId, ...settings });
}

/** How long access tokens live, in seconds, before and after. */
async function unitsDropped(stage: ContractStage) {
  const client = await stage.newClient('public');
  const { userPoolId: UserPoolId, clientId: ClientId } = client;
  const settings = { ...CLIENT_SETTINGS.public, AccessTokenValidity: 5 };
  const life = async () => {
    const { accessToken } = await stage.sessionAt(client);
    const { exp, iat } = stage.claimsOf(accessToken) as { exp: number; iat: number };
    return exp - iat;
  };
  await stage.send('UpdateUserPoolClient', {
    UserPoolId,
    ClientId,
    ...settings,
    TokenValidityUnits: { AccessToken: 'minutes' },
  });
  const before = await life();
  const observed = await stage.observe('UpdateUserPoolClient', { UserPoolId, ClientId, ...settings });
  return { ...observed, facts: { before, after: await life() } };
}

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
