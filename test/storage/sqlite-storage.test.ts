import Database from 'better-sqlite3';
import { auditTamperingContract } from '../contracts/audit-tampering-contract.ts';
import { auditTrailContract } from '../contracts/audit-trail-contract.ts';
import { denialsContract } from '../contracts/denials-contract.ts';
import { durableDenialsContract } from '../contracts/durable-denials-contract.ts';
import { idempotencyKeysContract } from '../contracts/idempotency-keys-contract.ts';
import { outboundBudgetContract } from '../contracts/outbound-budget-contract.ts';
import { retentionContract } from '../contracts/retention-contract.ts';
import { unparkingContract } from '../contracts/unparking-contract.ts';
import { revocationStoreContract } from '../contracts/revocation-store-contract.ts';
import { createStoredOutboundBudget } from '../../src/storage/stored-outbound-budget.ts';
import { openSqliteEngine } from '../../src/storage/sqlite/sqlite-engine.ts';
import { SQLITE_MIGRATIONS } from '../../src/storage/sqlite/sqlite-migrations.ts';
import { migrationContract } from '../contracts/migration-contract.ts';
import { TEST_CHAIN_KEY } from '../support/storage/keys-files.ts';
import {
  openTestStorage,
  recordStorageEvents,
  type TestStorageOptions,
} from '../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();
const open = (options: TestStorageOptions) => openTestStorage({ engine: 'sqlite', path: newFile() }, options);

revocationStoreContract('SQLite', open);
auditTrailContract('SQLite', open);
retentionContract('SQLite', open);
denialsContract('SQLite', open);
durableDenialsContract('SQLite', async () => {
  const path = newFile();
  const { events, recorded } = recordStorageEvents();
  const storage = await openTestStorage({ engine: 'sqlite', path }, { events });
  return {
    storage,
    recorded,
    async tamper(sql) {
      await storage.close();
      const db = new Database(path);
      db.exec(sql);
      db.close();
      return openTestStorage({ engine: 'sqlite', path }, { events });
    },
  };
});
idempotencyKeysContract('SQLite', open);
outboundBudgetContract('SQLite', 1, async (clock) => {
  const { events } = recordStorageEvents();
  const engine = await openSqliteEngine({ path: newFile(), chainKey: TEST_CHAIN_KEY, events });
  return { budgets: [createStoredOutboundBudget(engine, clock)], close: () => engine.close() };
});
auditTamperingContract('SQLite', async () => {
  const path = newFile();
  const storage = await openTestStorage({ engine: 'sqlite', path });
  return {
    storage,
    async tamper(sql) {
      await storage.close();
      const db = new Database(path);
      db.exec(sql);
      db.close();
      return openTestStorage({ engine: 'sqlite', path });
    },
  };
});
unparkingContract('SQLite', () => {
  const { events } = recordStorageEvents();
  return openSqliteEngine({ path: newFile(), chainKey: TEST_CHAIN_KEY, events });
});
migrationContract('SQLite', false, async () => {
  const path = newFile();
  const { events } = recordStorageEvents();
  return {
    open: (later) =>
      openSqliteEngine({
        path,
        chainKey: TEST_CHAIN_KEY,
        events,
        migrations: [...SQLITE_MIGRATIONS, ...later],
      }),
  };
});
