import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiKeyHash, createApiKey } from '../../src/admin-keys/api-key.ts';
import { newKeyRing } from '../../test/support/storage/new-key-ring.ts';
import { CLIENT_ID, USER_POOL_ID } from '../guard/random-claims.ts';

export const CLIENT_SECRET = '1example23456789abcdefghijklmnopqrstuvwxyz0123456789';
export const feedKey = createApiKey('bench');

export interface ServiceEnvironmentOptions {
  /** A folder for its files. */
  readonly folder: string;
  readonly port: number;
  readonly upstreamUrl: string;
  readonly databaseUrl: string;
}

/**
 * The settings of the service: what it has to be told, and the limits of requests and Cognito's quota so
 * high that they refuse nothing. All the rest is as it comes.
 */
export function serviceEnvironment(options: ServiceEnvironmentOptions): Readonly<Record<string, string>> {
  const { folder, port, upstreamUrl, databaseUrl } = options;
  const write = (name: string, content: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    return path;
  };
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    MANAGEMENT_PORT: '0',
    DATABASE_URL: databaseUrl,
    ...(databaseUrl === 'memory:'
      ? {}
      : {
          STORE_KEYS_FILE: write('ring.json', newKeyRing()),
        }),
    ADMIN_API_KEYS_FILE: write('api-keys.json', {
      keys: [{ id: 'bench', name: 'Bench', hash: apiKeyHash(feedKey), scopes: ['feed'] }],
    }),
    COGNITO_USER_POOL_ID: USER_POOL_ID,
    COGNITO_CLIENT_ID: CLIENT_ID,
    COGNITO_CLIENT_SECRET: CLIENT_SECRET,
    COGNITO_ENDPOINT: upstreamUrl,
    ...LIMITS_THAT_REFUSE_NOTHING,
  };
}

/** The highest values that these variables take. */
const LIMITS_THAT_REFUSE_NOTHING = {
  RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
  RATE_LIMIT_USER_PER_MINUTE: '1000000',
  RATE_LIMIT_APP_CLIENT_PER_SECOND: '1000000',
  RATE_LIMIT_READER_PER_SECOND: '1000000',
  COGNITO_REVOKE_QUOTA_PER_SECOND: '100000',
  COGNITO_QUOTA_SHARE_PERCENT: '100',
};
