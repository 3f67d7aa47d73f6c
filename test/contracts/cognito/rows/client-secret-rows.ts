import { canary } from '../../../support/canaries.ts';
import { EMPTY_OBJECT, OK, refusal, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { StageClient } from '../stage-parts.ts';

const CHOSEN = canary('contractSecretThatSomebodyChose00000000000000001');
const ANOTHER = canary('contractSecretThatSomebodyChose00000000000000002');
const ADD_PAGE = 'API reference, AddUserPoolClientSecret';
const DELETE_PAGE = 'API reference, DeleteUserPoolClientSecret';

/** K: the two secrets of an app client. */
export const CLIENT_SECRET_ROWS: readonly ContractRow[] = [
  {
    id: 'K1',
    input: 'AddUserPoolClientSecret without a secret: what the answer tells',
    grade: 'C',
    source: ADD_PAGE,
    expected: { ...OK, facts: { tellsValue: true, idBeginsWithClient: true, isDated: true } },
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { observed, descriptor } = await added(stage, client);
      return { ...observed, facts: factsOf(descriptor, client) };
    },
  },
  {
    id: 'K2',
    input: 'AddUserPoolClientSecret with a secret of one’s own: what the answer tells',
    grade: 'C',
    source: ADD_PAGE,
    expected: { ...OK, facts: { tellsValue: false, idBeginsWithClient: true, isDated: true } },
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { observed, descriptor } = await added(stage, client, CHOSEN);
      return { ...observed, facts: factsOf(descriptor, client) };
    },
  },
  {
    id: 'K3',
    input: 'RevokeToken with the second of two secrets',
    grade: 'D',
    source: 'the operation exists for rotation without downtime; not captured',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { refreshToken } = await stage.sessionAt(client);
      await added(stage, client, CHOSEN);
      return stage.revoke(client, refreshToken, CHOSEN);
    },
  },
  {
    id: 'K4',
    input: 'RevokeToken with the first of two secrets',
    grade: 'D',
    source: 'the operation exists for rotation without downtime; not captured',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { refreshToken } = await stage.sessionAt(client);
      await added(stage, client, CHOSEN);
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'K5',
    input: 'AddUserPoolClientSecret for an app client that has two',
    grade: 'D',
    source: 'LimitExceededException is declared; not captured',
    expected: refusal('LimitExceededException'),
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      await added(stage, client, CHOSEN);
      return (await added(stage, client, ANOTHER)).observed;
    },
  },
  {
    id: 'K6',
    input: 'AddUserPoolClientSecret for an app client that has none',
    grade: 'D',
    source: `${ADD_PAGE}: "existing confidential app client"; not captured`,
    expected: refusal('InvalidParameterException'),
    act: async (stage) => (await added(stage, await stage.newClient('public'))).observed,
  },
  {
    id: 'K7',
    input: 'ListUserPoolClientSecrets of an app client that has two',
    grade: 'C',
    source: 'API reference, ListUserPoolClientSecrets',
    expected: { ...OK, facts: { count: 2, tellsValues: false } },
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      await added(stage, client);
      const { observed, secrets } = await listed(stage, client);
      const tellsValues = secrets.some((secret) => 'ClientSecretValue' in secret);
      return { ...observed, facts: { count: secrets.length, tellsValues } };
    },
  },
  {
    id: 'K8',
    input: 'DeleteUserPoolClientSecret of the first of two: RevokeToken with it afterwards',
    grade: 'D',
    source: 'as R4',
    expected: refusal('UnauthorizedException'),
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { refreshToken } = await stage.sessionAt(client);
      await deletedFirst(stage, client);
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'K9',
    input: 'DeleteUserPoolClientSecret of the first of two: RevokeToken with the second afterwards',
    grade: 'C',
    source: DELETE_PAGE,
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { refreshToken } = await stage.sessionAt(client);
      await deletedFirst(stage, client);
      return stage.revoke(client, refreshToken, CHOSEN);
    },
  },
  {
    id: 'K10',
    input: 'DeleteUserPoolClientSecret of the last one',
    grade: 'D',
    source: `${DELETE_PAGE}: "You cannot delete the last remaining secret"; the exception is not documented`,
    expected: refusal('InvalidParameterException'),
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      const { secrets } = await listed(stage, client);
      return deleted(stage, client, secrets[0]?.['ClientSecretId']);
    },
  },
  {
    id: 'K11',
    input: 'DeleteUserPoolClientSecret of an id that does not exist',
    grade: 'D',
    source: 'ResourceNotFoundException is declared; not captured',
    expected: refusal('ResourceNotFoundException'),
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      await added(stage, client);
      return deleted(stage, client, `${client.clientId}--1`);
    },
  },
  {
    id: 'K12',
    input: 'DescribeUserPoolClient of an app client that has two secrets: which one it tells',
    grade: 'D',
    source: 'not captured',
    expected: { ...OK, facts: { isFirst: true } },
    act: async (stage) => {
      const client = await stage.newClient('confidential');
      await added(stage, client, CHOSEN);
      const { observed, json } = await stage.send('DescribeUserPoolClient', keysOf(client));
      const told = (json['UserPoolClient'] as Record<string, unknown>)['ClientSecret'];
      return { ...observed, facts: { isFirst: told === client.secret } };
    },
  },
];

type Descriptor = Readonly<Record<string, unknown>>;

const keysOf = ({ userPoolId, clientId }: StageClient) => ({ UserPoolId: userPoolId, ClientId: clientId });

async function added(stage: ContractStage, client: StageClient, ClientSecret?: string) {
  const input = { ...keysOf(client), ...(ClientSecret && { ClientSecret }) };
  const { observed, json } = await stage.send('AddUserPoolClientSecret', input);
  const descriptor = (json['ClientSecretDescriptor'] ?? {}) as Descriptor;
  const value = descriptor['ClientSecretValue'];
  if (typeof value === 'string') canary(value);
  return { observed, descriptor };
}

async function listed(stage: ContractStage, client: StageClient) {
  const { observed, json } = await stage.send('ListUserPoolClientSecrets', keysOf(client));
  return { observed, secrets: (json['ClientSecrets'] ?? []) as readonly Descriptor[] };
}

function deleted(stage: ContractStage, client: StageClient, ClientSecretId: unknown) {
  return stage.observe('DeleteUserPoolClientSecret', { ...keysOf(client), ClientSecretId });
}

async function deletedFirst(stage: ContractStage, client: StageClient): Promise<void> {
  const { secrets } = await listed(stage, client);
  await added(stage, client, CHOSEN);
  await deleted(stage, client, secrets[0]?.['ClientSecretId']);
}

function factsOf(descriptor: Descriptor, { clientId }: StageClient) {
  const { ClientSecretId, ClientSecretValue, ClientSecretCreateDate } = descriptor;
  return {
    tellsValue: ClientSecretValue !== undefined,
    idBeginsWithClient: String(ClientSecretId).startsWith(`${clientId}--`),
    isDated: typeof ClientSecretCreateDate === 'number',
  };
}
