import type { Lane } from '../../revocation/intents/intent.ts';
import type { UnchainedEvent } from '../audit/audit-chain.ts';

/** How many pending intents, and how many bytes of theirs, are in a lane and sealed with a key. */
export interface PendingTotal {
  readonly lane: Lane;
  readonly kid: string;
  readonly intents: number;
  readonly bytes: number;
}

/** What a transaction has to write at its end: events for the audit trail, and by how much the totals change. */
export interface TransactionLedger {
  tell(atMs: number, event: string): void;
  count(change: PendingTotal): void;
  events(): readonly UnchainedEvent[];
  changes(): readonly PendingTotal[];
  /** By how much this transaction has changed one lane so far. */
  changeOf(lane: Lane): { readonly intents: number; readonly bytes: number };
}

export function createTransactionLedger(): TransactionLedger {
  const events: UnchainedEvent[] = [];
  const changes = new Map<string, PendingTotal>();
  const changesOf = (lane: Lane) => [...changes.values()].filter((change) => change.lane === lane);

  return {
    tell: (atMs, event) => void events.push({ atMs, event }),
    count(change) {
      const key = `${change.lane} ${change.kid}`;
      const before = changes.get(key);
      changes.set(key, {
        ...change,
        intents: change.intents + (before?.intents ?? 0),
        bytes: change.bytes + (before?.bytes ?? 0),
      });
    },
    events: () => events,
    changes: () => [...changes.values()].filter(({ intents, bytes }) => intents !== 0 || bytes !== 0),
    changeOf: (lane) => ({
      intents: changesOf(lane).reduce((sum, { intents }) => sum + intents, 0),
      bytes: changesOf(lane).reduce((sum, { bytes }) => sum + bytes, 0),
    }),
  };
}
