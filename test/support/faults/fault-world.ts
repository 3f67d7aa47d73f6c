import { createServiceWorld, type ServiceWorld } from '../process/service-world.ts';
import { apiKeyHash, createApiKey } from '../../../src/admin-keys/api-key.ts';
import { canary } from '../canaries.ts';
import { startChaosProxy, type ChaosProxy } from './chaos-proxy.ts';
import { createFaultDatabase, type Engine, type FaultDatabase } from './databases.ts';
import { startFleet, type Fleet } from './fleet.ts';

/** A fake Cognito behind a network that can fail, and a durable database for the service processes between them. */
export interface FaultWorld extends ServiceWorld {
  readonly proxy: ChaosProxy;
  readonly database: FaultDatabase;
  /** An API key of an admin. */
  readonly adminKey: string;
  readonly startFleet: (instances: number, environment?: Readonly<Record<string, string>>) => Promise<Fleet>;
}

const CALLS_MAX = 2_000_000;

/** As a service process has them in production, but for limits that would only slow a test down. */
const ENVIRONMENT = {
  UPSTREAM_DEADLINE_MS: '1500',
  RATE_LIMIT_USER_PER_MINUTE: '1000000',
  RATE_LIMIT_ADMIN_PER_SECOND: '1000000',
  COGNITO_REVOKE_QUOTA_PER_SECOND: '10000',
  COGNITO_QUOTA_SHARE_PERCENT: '100',
};

export async function createFaultWorld(engine: Engine, folder?: string): Promise<FaultWorld> {
  const world = await createServiceWorld({ callsMax: CALLS_MAX });
  const proxy = await startChaosProxy(world.fake.port);
  const database = await createFaultDatabase(engine, folder);
  const adminKey = canary(createApiKey('faults'));
  const environment = {
    ...world.environment,
    ...ENVIRONMENT,
    ...database.environment,
    ADMIN_API_KEYS_FILE: database.writeFile('api-keys.json', apiKeysFile(adminKey)),
    COGNITO_ENDPOINT: proxy.url,
  };
  return {
    ...world,
    environment,
    proxy,
    database,
    adminKey,
    startFleet: (instances, more = {}) =>
      startFleet({ world, environment: { ...environment, ...more }, instances }),
    async stop() {
      await world.stop();
      await proxy.stop();
      await database.remove();
    },
  };
}

function apiKeysFile(apiKey: string): string {
  const key = { id: 'faults', name: 'Fault bench', hash: apiKeyHash(apiKey), scopes: ['admin'] };
  return JSON.stringify({ keys: [key] });
}
