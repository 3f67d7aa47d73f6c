import { createNewestMap, type NewestMap } from '../../collections/newest-map.ts';
import { createPassingMap, type PassingMap } from '../../collections/passing-map.ts';
import type { FinalOutcome, IntentState, Lane, ParkedCause } from '../../revocation/intents/intent.ts';
import type { CellRate } from '../engine/generic-cell-rate.ts';
import type { NumberedDenialRow } from '../engine/denial-record.ts';
import type { AuditRow, IntentRow } from '../engine/operations.ts';

/** How many settled intents, and how many idempotency keys, are remembered at least. A power of two fills V8's tables. */
const REMEMBERED_MIN = 8192;

/** An intent that is not settled. */
export interface MemoryIntent extends Omit<IntentRow, 'lane'> {
  /** How it began, which outlives it. */
  readonly acceptance: MemoryAcceptance;
  lane: Lane;
  /** Empty where nobody holds it. */
  leaseId: string;
  dueAtMs: number | undefined;
  attempts: number;
  callsDone: number;
  parkedCause: ParkedCause | undefined;
}

/** The first event of an intent, as what it is made of. */
export interface MemoryAcceptance extends Omit<IntentRow, 'intentId' | 'order' | 'acceptedAtMs'> {
  readonly atMs: number;
}

/** The last event of an intent, as what it is made of; and what is known of the intent once it is settled. */
export interface MemorySettlement {
  readonly atMs: number;
  readonly acceptance: MemoryAcceptance;
  readonly outcome: FinalOutcome;
  readonly attempts: number;
  /** How long after `atMs` the same order again is answered with the outcome. */
  readonly answersForMs: number;
}

/** An event that is not linked yet: as JSON, or what it is made of, since most are never read. */
export type MemoryEvent =
  | { readonly atMs: number; readonly json: string }
  | MemoryAcceptance
  | MemorySettlement;

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
  readonly pending: PassingMap<string, MemoryIntent>;
  /** Of what is pending, so that a full lane is known without looking at all of it. */
  readonly totals: Record<Lane, LaneTotal>;
  /** To answer them again. */
  readonly settled: NewestMap<string, MemorySettlement>;
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
    pending: createPassingMap(),
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
  total.bytes += times * order.bytes;
}

export function stateOf(intent: MemoryIntent | MemorySettlement): IntentState {
  if ('outcome' in intent) return { kind: 'settled', outcome: intent.outcome };
  if (intent.parkedCause !== undefined) return { kind: 'parked', cause: intent.parkedCause };
  return { kind: 'pending' };
}
