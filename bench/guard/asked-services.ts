import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiKeyHash, createApiKey } from '../../src/admin-keys/api-key.ts';
import { buildService, type Service } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { newKeyRing } from '../../test/support/storage/new-key-ring.ts';
import { startPostgresServer } from '../../test/support/storage/postgres-server.ts';

export interface AskedServices {
  readonly urls: readonly string[];
  readonly feedKey: string;
  readonly clientId: string;
  signIn(): { readonly accessToken: string; readonly refreshToken: string };
  stop(): Promise<void>;
}

/** One instance over SQLite, or several over PostgreSQL, in this process and in front of a fake Cognito. */
export async function startServices(instances: number): Promise<AskedServices> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-bench-'));
  const write = (name: string, content: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const fake = await startFakeCognito();
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' });
  const { clientId } = fake.createAppClient({ userPoolId });
  fake.createUser({ userPoolId, username: 'alice', password: 'Correct-horse-battery-9' });
  const feedKey = createApiKey('bench');
  const postgres = instances > 1 ? await startPostgresServer() : undefined;
  const settings = loadSettings({
    APP_CLIENTS_FILE: write('clients.json', { clients: [{ clientId, userPoolId, endpoint: fake.url }] }),
    ADMIN_API_KEYS_FILE: write('api-keys.json', {
      keys: [{ id: 'bench', name: 'Bench', hash: apiKeyHash(feedKey), scopes: ['feed'] }],
    }),
    STORE_KEYS_FILE: write('ring.json', newKeyRing()),
    DATABASE_URL: postgres?.url ?? `file:${join(folder, 'store.db')}`,
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    LOG_LEVEL: 'fatal',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
    RATE_LIMIT_USER_PER_MINUTE: '1000000',
    RATE_LIMIT_READER_PER_SECOND: '1000000',
    COGNITO_REVOKE_QUOTA_PER_SECOND: '100000',
    OVERLOAD_DELAY_MS: '60000',
  });
  const services: Service[] = [];
  const urls: string[] = [];
  for (let instance = 0; instance < instances; instance += 1) {
    const service = await buildService(settings);
    services.push(service);
    urls.push(`http://127.0.0.1:${(await service.start()).port}`);
  }
  return {
    urls,
    feedKey,
    clientId,
    signIn: () => fake.signIn({ clientId, username: 'alice' }),
    async stop() {
      await Promise.all(services.map((service) => service.stop({ drainDelayMs: 0, timeoutMs: 0 })));
      await fake.stop();
      await postgres?.remove();
      rmSync(folder, { recursive: true });
    },
  };
}
