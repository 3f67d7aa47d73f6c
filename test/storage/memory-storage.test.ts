import { auditTrailContract } from '../contracts/audit-trail-contract.ts';
import { denialsContract } from '../contracts/denials-contract.ts';
import { idempotencyKeysContract } from '../contracts/idempotency-keys-contract.ts';
import { outboundBudgetContract } from '../contracts/outbound-budget-contract.ts';
import { revocationStoreContract } from '../contracts/revocation-store-contract.ts';
import { TEST_CHAIN_KEY } from '../support/storage/keys-files.ts';
import { openTestStorage, type TestStorageOptions } from '../support/storage/open-test-storage.ts';
import { createMemoryEngine } from '../../src/storage/memory/memory-engine.ts';
import { createStoredOutboundBudget } from '../../src/storage/stored-outbound-budget.ts';

const open = (options: TestStorageOptions) => openTestStorage({ engine: 'memory' }, options);

revocationStoreContract('memory', open);
auditTrailContract('memory', open);
denialsContract('memory', open);
idempotencyKeysContract('memory', open);
outboundBudgetContract('memory', 1, async (clock) => {
  const engine = createMemoryEngine(TEST_CHAIN_KEY);
  return { budgets: [createStoredOutboundBudget(engine, clock)], close: () => engine.close() };
});
