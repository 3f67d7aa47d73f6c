import { setTimeout as pause } from 'node:timers/promises';
import type { AppClientSettings } from '../../app-clients/app-client-settings.ts';
import type { CognitoApiOptions } from '../../cognito/cognito-api.ts';
import { createUpstreamConnections } from '../../cognito/upstream-connections.ts';
import { createSecretFetcher, type FailedSource, type SecretFetcher } from '../../custody/secret-fetcher.ts';
import { openStore } from '../../custody/stores/open-store.ts';
import { ConfigurationError, type ConfigurationProblem } from '../../errors/configuration-error.ts';

/** Fetches secrets of app clients from where they are kept. */
export interface CustodySide extends SecretFetcher {
  close(): Promise<void>;
}

export function createCustodySide(credentials: CognitoApiOptions['credentials']): CustodySide {
  const connections = createUpstreamConnections();
  const fetcher = createSecretFetcher({
    open: (source) => openStore(source, { connections, credentials }),
    pause: async (ms) => {
      await pause(ms);
    },
  });
  return { ...fetcher, close: () => connections.close() };
}

/**
 * The app clients with all of their secrets.
 *
 * @throws ConfigurationError (rejects) when a source gives none: an instance that never had a secret can end no session
 *   of the app client, and whoever started it has to know
 */
export async function fetchAllSecrets(
  custody: CustodySide,
  clients: readonly AppClientSettings[],
): Promise<readonly AppClientSettings[]> {
  const fetched = await custody.fetch(clients);
  const problems = fetched.flatMap((one) => ('failed' in one ? [problemOf(one.failed)] : []));
  if (problems.length > 0) {
    await custody.close();
    throw new ConfigurationError(problems);
  }
  return fetched.map(({ settings }) => settings);
}

/** A source stands in an entry of the file, or is a variable of its own. */
function problemOf({ source: { place }, failure: { remedy } }: FailedSource): ConfigurationProblem {
  return place.startsWith('clients[')
    ? { variable: 'APP_CLIENTS_FILE', problem: `${place} ${remedy}` }
    : { variable: place, problem: remedy };
}
