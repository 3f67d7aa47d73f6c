import type { KeyObject } from 'node:crypto';
import type { StorageEngine } from '../engine/engine.ts';
import { createChangeListeners } from '../engine/change-listeners.ts';
import type { OperationName, Operations } from '../engine/operations.ts';
import { createMemoryAudit } from './memory-audit.ts';
import { createMemoryClaims } from './memory-claims.ts';
import { createMemoryDenials } from './memory-denials.ts';
import { createMemoryIntents } from './memory-intents.ts';
import { createMemoryKeys } from './memory-keys.ts';
import { createMemoryPacing } from './memory-pacing.ts';
import { createMemoryStats } from './memory-stats.ts';
import { createMemoryState } from './memory-state.ts';

type MemoryOperations = {
  readonly [Name in OperationName]: (input: Operations[Name]['in']) => Operations[Name]['out'];
};

/** The stateless engine behind `DATABASE_URL=memory:`. Nothing outlives the process, and what it remembers is bounded. */
export function createMemoryEngine(chainKey: KeyObject): StorageEngine {
  const state = createMemoryState();
  const audit = createMemoryAudit(state, chainKey);
  const listeners = createChangeListeners();
  const operations: MemoryOperations = {
    ...createMemoryIntents(state),
    ...createMemoryClaims(state),
    ...createMemoryStats(state),
    ...createMemoryPacing(state),
    ...createMemoryKeys(state),
    ...createMemoryDenials(state),
    auditPage: (input) => audit.auditPage(input),
    auditHead: () => audit.auditHead(),
    // Bounded without sweeping: see the limits of each part.
    sweep: () => 0,
    probe: () => undefined,
    remember({ name, value }) {
      if (!state.remembered.has(name)) state.remembered.set(name, value);
      return state.remembered.get(name) ?? value;
    },
  };

  return {
    durability: 'none',
    async run(name, input) {
      const output = operations[name](input);
      audit.trim();
      listeners.heard(name, input, output);
      return output;
    },
    isUnsure: () => false,
    onDue: listeners.due.add,
    onDenied: listeners.denied.add,
    close: async () => undefined,
  };
}
