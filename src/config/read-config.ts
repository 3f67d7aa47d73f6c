import type { ConfigurationProblem } from '../errors/configuration-error.ts';
import type { Config } from './config.ts';
import type { Environment } from './environment.ts';
import { isSet } from './is-set.ts';
import { readValues } from './read-values.ts';
import { adminTokensFromVariables } from './rules/admin-tokens-from-variables.ts';
import { appClientFromVariables, describesAppClient } from './rules/app-client-from-variables.ts';
import { misspeltNames } from './rules/misspelt-names.ts';
import { refusedEnvironment } from './rules/refused-environment.ts';
import { serverProblems } from './rules/server-problems.ts';
import { tracingFromVariables } from './rules/tracing-from-variables.ts';
import type { Values } from './variables.ts';

export interface ConfigReading {
  /** To start with only if there are no problems: a wrong variable has here what it has when unset. */
  readonly config: Config;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads the configuration from the environment and the secret files that it names. Finds all problems at once. */
export function readConfig(environment: Environment): ConfigReading {
  const { values, problems } = readValues(environment);
  const { appClient, problems: appClientProblems } = appClientFromVariables(environment, values);
  const { tokens, problems: adminProblems } = adminTokensFromVariables(environment, values);
  const { tracing, problems: tracingProblems } = tracingFromVariables(values);
  const server = serverFrom(values);
  // Beside the file such a variable is to be removed: what its value is like does not matter then.
  const hasFile = isSet(environment, 'APP_CLIENTS_FILE');
  return {
    config: {
      ...othersFrom(values),
      appClient,
      server,
      tracing,
      admin: {
        apiKeysFile: values.ADMIN_API_KEYS_FILE,
        tokens,
        protectedUsers: values.ADMIN_PROTECTED_USERS,
      },
    },
    problems: [
      ...refusedEnvironment(environment),
      ...problems.filter(({ variable }) => !(hasFile && describesAppClient(variable))),
      ...appClientProblems,
      ...adminProblems,
      ...tracingProblems,
      ...serverProblems(server),
      ...misspeltNames(environment),
    ],
  };
}

function serverFrom(values: Values): Config['server'] {
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    managementPort: values.MANAGEMENT_PORT,
    managementHost: values.MANAGEMENT_HOST,
    trustProxy: values.TRUST_PROXY,
    bodyLimitBytes: values.BODY_LIMIT_BYTES,
    clearSiteData: values.CLEAR_SITE_DATA,
    requiresHttps: values.REQUIRE_HTTPS,
    passThrough: {
      operations: values.PASS_THROUGH_OPERATIONS,
      deadlineMs: values.PASS_THROUGH_DEADLINE_MS,
    },
    maxConnections: values.MAX_CONNECTIONS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    keepAliveTimeoutMs: values.KEEP_ALIVE_TIMEOUT_MS,
    overloadDelayMs: values.OVERLOAD_DELAY_MS,
    overloadRequests: values.OVERLOAD_REQUESTS,
    drainDelayMs: values.DRAIN_DELAY_MS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
  };
}

function othersFrom(values: Values): Omit<Config, 'appClient' | 'admin' | 'server' | 'tracing'> {
  return {
    appClientsFile: values.APP_CLIENTS_FILE,
    upstream: {
      deadlineMs: values.UPSTREAM_DEADLINE_MS,
      revokeQuotaPerSecond: values.COGNITO_REVOKE_QUOTA_PER_SECOND,
      signOutQuotaPerSecond: values.COGNITO_SIGN_OUT_QUOTA_PER_SECOND,
      quotaSharePercent: values.COGNITO_QUOTA_SHARE_PERCENT,
      insecureHosts: values.INSECURE_UPSTREAM_HOSTS,
    },
    logLevel: values.LOG_LEVEL,
    rateLimit: {
      addressPerMinute: values.RATE_LIMIT_ADDRESS_PER_MINUTE,
      userPerMinute: values.RATE_LIMIT_USER_PER_MINUTE,
      appClientPerSecond: values.RATE_LIMIT_APP_CLIENT_PER_SECOND,
      adminPerSecond: values.RATE_LIMIT_ADMIN_PER_SECOND,
      readerPerSecond: values.RATE_LIMIT_READER_PER_SECOND,
      adminFailuresPer15Minutes: values.RATE_LIMIT_ADMIN_FAILURES_PER_15_MINUTES,
      shadow: values.RATE_LIMIT_SHADOW,
      redisUrl: values.REDIS_URL,
    },
    secretsReloadIntervalSeconds: values.SECRETS_RELOAD_INTERVAL_SECONDS,
    database: values.DATABASE_URL,
    storeKeysFile: values.STORE_KEYS_FILE,
    auditRetentionDays: values.AUDIT_RETENTION_DAYS,
    fingerprintKey: values.FINGERPRINT_KEY,
  };
}
