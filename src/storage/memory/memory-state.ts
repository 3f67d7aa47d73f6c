import { createNewestMap, type NewestMap } from '../../revocation/newest-map.ts';
import type { FinalOutcome, IntentState, Lane, ParkedCause } from '../../revocation/intents/intent.ts';
import type { CellRate } from '../engine/generic-cell-rate.ts';
import type { NumberedDenialRow } from '../engine/denial-record.ts';
import type { AuditRow, IntentRow, KeptOrder } from '../engine/operations.ts';

/** How many settled intents, and how many idempotency keys, are remembered at least. */
const REMEMBERED_MIN = 10_000;

export interface MemoryIntent extends Omit<IntentRow, 'order' | 'lane'> {
  lane: IntentRow['lane'];
  order: KeptOrder | undefined;
  /** Empty where nobody holds it. */
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
  /** To answer them again. */
  readonly settled: NewestMap<string, MemoryIntent>;
  /** Events that nobody has read yet, and so not linked yet. */
  unchained: MemoryEvent[];
  /** How many events before those were dropped unread. */
  droppedUnread: number;
  chained: AuditRow[];
  readonly rates: Map<string, CellRate>;
  readonly keys: NewestMap<string, MemoryKey>;
  readonly remembered: Map<string, string>;
  /** By number, and so in their order. */
  readonly denials: Map<number, NumberedDenialRow>;
}

export function createMemoryState(): MemoryState {
  return {
    pending: new Map(),
    totals: {
      proven: { intents: 0, bytes: 0 },
      unproven: { intents: 0, bytes: 0 },
      admin: { intents: 0, bytes: 0 },
      bulk: { intents: 0, bytes: 0 },
    },
    settled: createNewestMap(REMEMBERED_MIN),
    unchained: [],
    droppedUnread: 0,
    chained: [],
    rates: new Map(),
    keys: createNewestMap(REMEMBERED_MIN),
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
