import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ListUsersCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createCognitoApi } from '../../../src/cognito/cognito-api.ts';
import { createSdkAppClient } from '../../../src/cognito/inspection/sdk-app-client.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import type { AppClientAtCognito } from '../../../src/doctor/ports/app-client-at-cognito.ts';
import type { Settings } from '../../../src/doctor/settings/carried-settings.ts';
import type { AppClientChanges } from '../../../src/fake-cognito/seed/seeded-app-client.ts';
import type { NewSeededUserPool } from '../../../src/fake-cognito/seed/seeding.ts';
import { startFakeCognito, type FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../canaries.ts';

export const CREDENTIALS = {
  accessKeyId: 'AKIADOCTOR',
  secretAccessKey: canary('doctorSecretAccessKeyCanary'),
};

export interface DoctorWorld {
  readonly fake: FakeCognito;
  readonly cognito: AppClientAtCognito;
  /** A new app client that the service is configured for, in a pool of its own unless one is given. */
  newClient(client?: AppClientChanges, pool?: Partial<NewSeededUserPool>): Promise<NewClient>;
  /** Sets everything that an update sets, as an operator would. */
  set(client: NewClient, settings: Settings): Promise<void>;
  /** What the AWS SDK sees of the app client, but for the time of its last change. */
  seen(client: NewClient): Promise<Settings>;
  /** What the AWS SDK sees of the users of a user pool. */
  users(userPoolId: string): Promise<unknown>;
  stop(): Promise<void>;
}

export interface NewClient {
  readonly clientId: string;
  readonly userPoolId: string;
}

/** A fake Cognito, and what the service reads and writes of its app clients. */
export async function startDoctorWorld(): Promise<DoctorWorld> {
  const fake = await startFakeCognito({ refusedAccessKeyIds: ['AKIAREFUSED'] });
  const clients = new Map<string, NewClient>();
  const connections = createUpstreamConnections();
  const sdk = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    endpoint: fake.url,
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  const configured = (client: NewClient) => ({
    ...client,
    region: 'eu-west-1',
    endpoint: fake.url,
    secrets: [],
    sessionTracking: false,
  });
  const all = () => [...clients.values()].map(configured);
  const find = (clientId: string) => all().find((client) => client.clientId === clientId);
  const names = ({ clientId, userPoolId }: NewClient) => ({ ClientId: clientId, UserPoolId: userPoolId });
  const api = createCognitoApi({ connections, credentials: CREDENTIALS });
  return {
    fake,
    cognito: createSdkAppClient({ all, find }, api),
    async newClient(changes = {}, pool = {}) {
      const { id: userPoolId } =
        pool.id === undefined ? await fake.createUserPool({ region: 'eu-west-1', ...pool }) : { id: pool.id };
      const { clientId } = fake.createAppClient({ userPoolId, enableTokenRevocation: false });
      fake.updateAppClient(clientId, changes);
      const client = { clientId, userPoolId };
      clients.set(clientId, client);
      return client;
    },
    async set(client, settings) {
      const input = { ...settings, ...names(client) } as UpdateUserPoolClientCommandInput;
      await sdk.send(new UpdateUserPoolClientCommand(input));
    },
    async seen(client) {
      const { UserPoolClient } = await sdk.send(new DescribeUserPoolClientCommand(names(client)));
      return { ...UserPoolClient, LastModifiedDate: undefined };
    },
    users: async (UserPoolId) => (await sdk.send(new ListUsersCommand({ UserPoolId }))).Users,
    async stop() {
      sdk.destroy();
      await connections.close();
      await fake.stop();
    },
  };
}
