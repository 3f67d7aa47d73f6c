import type { FinalOutcome, IntentState, Lane, ParkedCause } from '../../revocation/intents/intent.ts';
import type { CellRate } from '../engine/generic-cell-rate.ts';
import type { NumberedDenialRow } from '../engine/denial-record.ts';
import type { AuditRow, IntentRow, KeptOrder } from '../engine/operations.ts';

export interface MemoryIntent extends Omit<IntentRow, 'order' | 'lane'> {
  lane: IntentRow['lane'];
  order: KeptOrder | undefined;
  leaseId: string;
  dueAtMs: number | undefined;
  attempts: number;
  callsDone: number;
  parkedCause: ParkedCause | undefined;
  outcome: FinalOutcome | undefined;
  answersUntilMs: number;
}

/** An event that is not linked yet: as JSON, or what it is made of, since most are never read. */
export type MemoryEvent =
  | { readonly atMs: number; readonly json: string }
  | { readonly atMs: number; readonly intent: MemoryIntent; readonly acceptedIn: Lane }
  | { readonly atMs: number; readonly intent: MemoryIntent; readonly outcome: FinalOutcome };

export interface MemoryKey {
  readonly requestHash: string;
  readonly expiresAtMs: number;
  leaseId: string;
  leaseUntilMs: number;
  answer: string | undefined;
}

/** How much waits in a lane. */
interface LaneTotal {
  intents: number;
  bytes: number;
}

export interface MemoryState {
  readonly pending: Map<string, MemoryIntent>;
  /** Of what is pending, so that a full lane is known without looking at all of it. */
  readonly totals: Record<Lane, LaneTotal>;
  /** In the order in which they were settled. */
  readonly settled: Map<string, MemoryIntent>;
  /** Gives the ids of the oldest of those. It goes on from where it was, since a map finds its first entry slowly after many were taken out. */
  readonly oldestSettled: Iterator<string, undefined>;
  /** Events that nobody has read yet, and so not linked yet. */
  unchained: MemoryEvent[];
  /** How many events before those were dropped unread. */
  droppedUnread: number;
  chained: AuditRow[];
  readonly rates: Map<string, CellRate>;
  readonly keys: Map<string, MemoryKey>;
  readonly remembered: Map<string, string>;
  /** By number, and so in their order. */
  readonly denials: Map<number, NumberedDenialRow>;
}

export function createMemoryState(): MemoryState {
  const settled = new Map<string, MemoryIntent>();
  return {
    pending: new Map(),
    totals: {
      proven: { intents: 0, bytes: 0 },
      unproven: { intents: 0, bytes: 0 },
      admin: { intents: 0, bytes: 0 },
      bulk: { intents: 0, bytes: 0 },
    },
    settled,
    oldestSettled: settled.keys(),
    unchained: [],
    droppedUnread: 0,
    chained: [],
    rates: new Map(),
    keys: new Map(),
    remembered: new Map(),
    denials: new Map(),
  };
}

/** Counts a pending intent to its lane, or out of it. */
export function countIn({ totals }: MemoryState, { lane, order }: MemoryIntent, times: 1 | -1): void {
  const total = totals[lane];
  total.intents += times;
  total.bytes += times * (order?.bytes ?? 0);
}

export function stateOf(intent: MemoryIntent): IntentState {
  if (intent.outcome !== undefined) return { kind: 'settled', outcome: intent.outcome };
  if (intent.parkedCause !== undefined) return { kind: 'parked', cause: intent.parkedCause };
  return { kind: 'pending' };
}
