import type { AppClientSettings } from '../app-clients/app-client-settings.ts';
import { loadAppClients } from '../app-clients/load-app-clients.ts';
import { listedSource } from '../app-clients/secrets/listed-source.ts';
import { loadApiKeys } from '../admin-keys/load-api-keys.ts';
import type { StoredApiKey } from '../admin-keys/stored-api-key.ts';
import type { AppClientFromVariables, Config } from '../config/config.ts';
import type { Environment } from '../config/environment.ts';
import { isSet } from '../config/is-set.ts';
import { readConfig } from '../config/read-config.ts';
import { ConfigurationError, type ConfigurationProblem } from '../errors/configuration-error.ts';
import { unmatchedSettings } from './unmatched-settings.ts';

/** Everything that the service is told from outside, checked. */
export interface Settings {
  readonly config: Config;
  /** At least one. */
  readonly appClients: readonly AppClientSettings[];
  readonly apiKeys: readonly StoredApiKey[];
  /** The files that hold secrets of app clients, or name where they are kept. */
  readonly secretFiles: readonly string[];
}

interface Loaded<T> {
  readonly value: readonly T[];
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * Reads the environment and every file that it names.
 *
 * @throws ConfigurationError with all problems of all sources
 */
export function loadSettings(environment: Environment): Settings {
  const { config, problems } = readConfig(environment);
  const appClients = appClientsOf(config, environment);
  const apiKeys = apiKeysOf(config);
  const all = [
    ...problems,
    ...appClients.problems,
    ...apiKeys.problems,
    ...unmatchedSettings({ config, appClients: appClients.value, apiKeys: apiKeys.value }),
  ];
  if (all.length > 0) throw new ConfigurationError(all);
  return {
    config,
    appClients: appClients.value,
    apiKeys: apiKeys.value,
    secretFiles: secretFiles(config, environment, appClients.value),
  };
}

function secretFiles(
  { appClientsFile }: Config,
  environment: Environment,
  appClients: readonly AppClientSettings[],
): readonly string[] {
  const ofEntries = appClients.flatMap(({ secretSources = [] }) =>
    secretSources.flatMap((source) =>
      source.kind === 'file' && source.path !== undefined ? [source.path] : [],
    ),
  );
  const named = [
    appClientsFile,
    environment['COGNITO_CLIENT_SECRET_FILE'],
    environment['COGNITO_CLIENT_SECRET_NEXT_FILE'],
  ];
  const all = [...ofEntries, ...named];
  return [...new Set(all.flatMap((path) => (path === undefined || path === '' ? [] : [path])))];
}

function appClientsOf(config: Config, environment: Environment): Loaded<AppClientSettings> {
  const { appClient, appClientsFile: file, upstream } = config;
  if (file === undefined)
    return { value: appClient === undefined ? [] : [fromVariables(appClient, environment)], problems: [] };
  const { clients, problems } = loadAppClients({ file, environment, insecureHosts: upstream.insecureHosts });
  return { value: clients, problems: about('APP_CLIENTS_FILE', problems) };
}

/** Where the secrets are kept counts as if an entry of the file had said so. */
function fromVariables(
  { secretPlace, ...appClient }: AppClientFromVariables,
  environment: Environment,
): AppClientSettings {
  if (secretPlace === undefined) {
    const path = environment['COGNITO_CLIENT_SECRET_FILE'] ?? '';
    // Beside a second one the file is not where both secrets of a rotation can be put.
    const isAlone = path !== '' && !isSet(environment, 'COGNITO_CLIENT_SECRET_NEXT');
    const { secrets } = appClient;
    return isAlone ? { ...appClient, secretSources: [{ kind: 'file', path, secrets }] } : appClient;
  }
  const nowhere = { file: '', environment: {}, insecureHosts: [] };
  const source = listedSource(secretPlace, {
    ...nowhere,
    ...appClient,
    place: 'COGNITO_CLIENT_SECRET_SOURCE',
  });
  if ('problem' in source) throw new Error(source.problem);
  return { ...appClient, secretSources: [source.value] };
}

function apiKeysOf({ admin }: Config): Loaded<StoredApiKey> {
  if (admin.apiKeysFile === undefined) return { value: [], problems: [] };
  const { keys, problems } = loadApiKeys(admin.apiKeysFile);
  return { value: keys, problems: about('ADMIN_API_KEYS_FILE', problems) };
}

function about(variable: string, problems: readonly string[]): readonly ConfigurationProblem[] {
  return problems.map((problem) => ({ variable, problem }));
}
