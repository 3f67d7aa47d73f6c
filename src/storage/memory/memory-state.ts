import type { FinalOutcome, IntentState, ParkedCause } from '../../revocation/intents/intent.ts';
import type { UnchainedEvent } from '../audit/audit-chain.ts';
import type { CellRate } from '../engine/generic-cell-rate.ts';
import type { NumberedDenialRow } from '../engine/denial-record.ts';
import type { AuditRow, IntentRow } from '../engine/operations.ts';

export interface MemoryIntent extends Omit<IntentRow, 'sealed' | 'lane'> {
  lane: IntentRow['lane'];
  sealed: Uint8Array | undefined;
  leaseId: string;
  dueAtMs: number | undefined;
  attempts: number;
  callsDone: number;
  parkedCause: ParkedCause | undefined;
  outcome: FinalOutcome | undefined;
  answersUntilMs: number;
}

export interface MemoryKey {
  readonly requestHash: string;
  readonly expiresAtMs: number;
  leaseId: string;
  leaseUntilMs: number;
  answer: string | undefined;
}

export interface MemoryState {
  readonly pending: Map<string, MemoryIntent>;
  /** In the order in which they were settled. */
  readonly settled: Map<string, MemoryIntent>;
  readonly intentIdByReceipt: Map<string, string>;
  /** Events that nobody has read yet, and so not linked yet. */
  unchained: UnchainedEvent[];
  chained: AuditRow[];
  readonly rates: Map<string, CellRate>;
  readonly keys: Map<string, MemoryKey>;
  readonly remembered: Map<string, string>;
  /** By number, and so in their order. */
  readonly denials: Map<number, NumberedDenialRow>;
}

export function createMemoryState(): MemoryState {
  return {
    pending: new Map(),
    settled: new Map(),
    intentIdByReceipt: new Map(),
    unchained: [],
    chained: [],
    rates: new Map(),
    keys: new Map(),
    remembered: new Map(),
    denials: new Map(),
  };
}

export function stateOf(intent: MemoryIntent): IntentState {
  if (intent.outcome !== undefined) return { kind: 'settled', outcome: intent.outcome };
  if (intent.parkedCause !== undefined) return { kind: 'parked', cause: intent.parkedCause };
  return { kind: 'pending' };
}
