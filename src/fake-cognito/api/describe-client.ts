import type { AppClient } from '../pool/app-client.ts';

/** UserPoolClientType of an app client. Times are in seconds since the epoch, as AWS JSON writes them. */
export function describeClient(userPoolId: string, client: AppClient): object {
  const { clientId, secrets, settings, laterSettings, createdAtMs, modifiedAtMs } = client;
  return {
    UserPoolId: userPoolId,
    ClientId: clientId,
    ClientSecret: secrets[0],
    LastModifiedDate: modifiedAtMs / 1000,
    CreationDate: createdAtMs / 1000,
    ...settings,
    ...laterSettings,
  };
}
