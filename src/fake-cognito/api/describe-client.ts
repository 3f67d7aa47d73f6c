import type { AppClient } from '../pool/app-client.ts';
import { secretValuesOf } from '../pool/client-secret.ts';
import type { Unknowns } from '../unknowns.ts';

/** UserPoolClientType of an app client. Times are in seconds since the epoch, as AWS JSON writes them. */
export function describeClient(userPoolId: string, client: AppClient, { describedSecret }: Unknowns): object {
  const { clientId, settings, laterSettings, createdAtMs, modifiedAtMs } = client;
  const secrets = secretValuesOf(client);
  return {
    UserPoolId: userPoolId,
    ClientId: clientId,
    ClientSecret: describedSecret === 'oldest' ? secrets[0] : secrets.at(-1),
    LastModifiedDate: modifiedAtMs / 1000,
    CreationDate: createdAtMs / 1000,
    ...settings,
    ...laterSettings,
  };
}
