import { openPostgresEngine } from '../../src/storage/postgres/postgres-engine.ts';
import { POSTGRES_MIGRATIONS } from '../../src/storage/postgres/postgres-migrations.ts';
import { migrationContract } from '../contracts/migration-contract.ts';
import { createStoredOutboundBudget } from '../../src/storage/stored-outbound-budget.ts';
import { auditTamperingContract } from '../contracts/audit-tampering-contract.ts';
import { auditTrailContract } from '../contracts/audit-trail-contract.ts';
import { denialsContract } from '../contracts/denials-contract.ts';
import { durableDenialsContract } from '../contracts/durable-denials-contract.ts';
import { sharedDenialsContract } from '../contracts/shared-denials-contract.ts';
import { idempotencyKeysContract } from '../contracts/idempotency-keys-contract.ts';
import { outboundBudgetContract } from '../contracts/outbound-budget-contract.ts';
import { retentionContract } from '../contracts/retention-contract.ts';
import { unparkingContract } from '../contracts/unparking-contract.ts';
import { revocationStoreContract } from '../contracts/revocation-store-contract.ts';
import { TEST_CHAIN_KEY } from '../support/storage/keys-files.ts';
import { openTestStorage, recordStorageEvents } from '../support/storage/open-test-storage.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';

const { server, target, newKeysFile, openNew } = testPostgres();

revocationStoreContract('PostgreSQL', openNew);
auditTrailContract('PostgreSQL', openNew);
retentionContract('PostgreSQL', openNew);
denialsContract('PostgreSQL', openNew);
durableDenialsContract('PostgreSQL', async () => {
  const { events, recorded } = recordStorageEvents();
  const keysFile = newKeysFile();
  const storage = await openNew({ events, keysFile });
  return {
    storage,
    recorded,
    async tamper(sql) {
      await storage.close();
      await server().execute(`SET search_path = cognito_logout; ${sql}`);
      return openTestStorage(target(), { events, keysFile });
    },
  };
});
sharedDenialsContract('PostgreSQL', async (instances) => {
  const keysFile = newKeysFile();
  const first = await openNew({ keysFile });
  const others = Array.from({ length: instances - 1 }, () => openTestStorage(target(), { keysFile }));
  return {
    storages: [first, ...(await Promise.all(others))],
    async cutConnections() {
      await server().execute(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cognito-logout'`,
      );
    },
  };
});
idempotencyKeysContract('PostgreSQL', openNew);
outboundBudgetContract('PostgreSQL', 3, async (clock, instances) => {
  await server().empty();
  const { url } = server();
  const { events } = recordStorageEvents();
  const engines = await Promise.all(
    Array.from({ length: instances }, () =>
      openPostgresEngine({ url, chainKey: TEST_CHAIN_KEY, events, paceBy: 'own-clock' }),
    ),
  );
  return {
    budgets: engines.map((engine) => createStoredOutboundBudget(engine, clock)),
    async close() {
      await Promise.all(engines.map((engine) => engine.close()));
    },
  };
});
auditTamperingContract('PostgreSQL', async () => {
  const storage = await openNew();
  return {
    storage,
    async tamper(sql) {
      await server().execute(`SET search_path = cognito_logout; ${sql}`);
      return storage;
    },
  };
});
unparkingContract('PostgreSQL', async () => {
  await server().empty();
  const { events } = recordStorageEvents();
  return openPostgresEngine({ ...target(), chainKey: TEST_CHAIN_KEY, events });
});
migrationContract('PostgreSQL', true, async () => {
  await server().empty();
  const { events } = recordStorageEvents();
  return {
    open: (later) =>
      openPostgresEngine({
        url: server().url,
        chainKey: TEST_CHAIN_KEY,
        events,
        migrations: [...POSTGRES_MIGRATIONS, ...later],
      }),
  };
});
