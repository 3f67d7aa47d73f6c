import type { CognitoApi } from '../cognito-api.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';

/** The secrets that Cognito has for an app client, two at most. Never says what they are. */
export interface ClientSecrets {
  /** Their ids. */
  list(): Promise<readonly string[]>;
  /** Adds a second one, and gives its id. */
  add(secret: string): Promise<string>;
  /** Cognito does not delete the last one. */
  remove(id: string): Promise<void>;
}

const CALL_TIMEOUT_MS = 10_000;

/**
 * Through the AWS SDK; every method rejects with what the SDK throws.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddUserPoolClientSecret.html
 */
export function createSdkClientSecrets(
  api: CognitoApi,
  appClient: UserPoolPlace & { readonly clientId: string },
): ClientSecrets {
  const keys = { UserPoolId: appClient.userPoolId, ClientId: appClient.clientId };
  const client = () => api.at(appClient);

  return {
    async list() {
      const { ClientSecrets = [] } = await inTime(async (abortSignal) =>
        (await client()).listUserPoolClientSecrets(keys, { abortSignal }),
      );
      return ClientSecrets.flatMap(({ ClientSecretId: id }) => (id === undefined ? [] : [id]));
    },
    async add(secret) {
      const added = await inTime(async (abortSignal) =>
        (await client()).addUserPoolClientSecret({ ...keys, ClientSecret: secret }, { abortSignal }),
      );
      const id = added.ClientSecretDescriptor?.ClientSecretId;
      if (id === undefined) throw new Error('Cognito gave the new secret no id');
      return id;
    },
    async remove(ClientSecretId) {
      await inTime(async (abortSignal) =>
        (await client()).deleteUserPoolClientSecret({ ...keys, ClientSecretId }, { abortSignal }),
      );
    },
  };
}

function inTime<T>(call: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  return withinSignal(signal, () => call(signal));
}
