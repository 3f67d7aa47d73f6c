import type { Lease } from '../../revocation/ports/revocation-store.ts';
import type { LaneCap, Operations } from '../engine/operations.ts';
import { parkedIntents } from './memory-parked.ts';
import { countIn, stateOf, type MemoryIntent, type MemoryState } from './memory-state.ts';

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

export function createMemoryIntents(state: MemoryState) {
  const { pending, settled } = state;

  return {
    accept({ row, dueAtMs, leaseId, cap, nowMs }: Input<'accept'>): Output<'accept'> {
      const known = knownOf(state, row, nowMs);
      if (known !== undefined) return known;
      if (cap !== null && isFull(state.totals[row.lane], cap, row.order.bytes)) return { kind: 'lane-full' };
      settled.delete(row.intentId);
      const intent = newIntent(row, dueAtMs, leaseId, nowMs);
      pending.set(row.intentId, intent);
      countIn(state, intent, 1);
      state.unchained.push(intent.acceptance);
      return { kind: 'stored' };
    },

    settle(input: Input<'settle'>): Output<'settle'> {
      const intent = held(state, input.lease);
      if (intent === undefined) return 'lost';
      finish(state, intent, input);
      return 'done';
    },

    expire({ max, nowMs }: Input<'expire'>): Output<'expire'> {
      const expired = pending
        .values()
        .filter(({ expiresAtMs, dueAtMs }) => expiresAtMs <= nowMs && (dueAtMs ?? 0) <= nowMs)
        .slice(0, max);
      for (const intent of expired)
        finish(state, intent, { outcome: { kind: 'expired' }, answersUntilMs: nowMs, nowMs });
      return expired.map(({ receiptId, userPoolId, clientId, lane }) => ({
        receiptId,
        userPoolId,
        clientId: clientId ?? undefined,
        lane,
      }));
    },

    dropParked({ filter, max, outcome, nowMs }: Input<'dropParked'>): Output<'dropParked'> {
      const dropped = parkedIntents(state, filter).slice(0, max);
      for (const intent of dropped) finish(state, intent, { outcome, answersUntilMs: nowMs, nowMs });
      return dropped.length;
    },

    find({ receiptId }: Input<'find'>): Output<'find'> {
      // Only admins ask: they look through all, so that no logout need be filed once more.
      const intent =
        pending.values().find((waiting) => waiting.receiptId === receiptId) ??
        settled.values().find(({ acceptance }) => acceptance.receiptId === receiptId);
      return intent && stateOf(intent);
    },
  };
}

/** What the same order as one before is answered with, as long as that answers. */
function knownOf(
  state: MemoryState,
  row: Input<'accept'>['row'],
  nowMs: number,
): Output<'accept'> | undefined {
  const waiting = state.pending.get(row.intentId);
  if (waiting !== undefined) {
    prove(state, waiting, row);
    return { kind: 'duplicate', receiptId: waiting.receiptId, state: stateOf(waiting) };
  }
  const settled = state.settled.get(row.intentId);
  if (settled === undefined || settled.atMs + settled.answersForMs <= nowMs) return undefined;
  return { kind: 'duplicate', receiptId: settled.acceptance.receiptId, state: stateOf(settled) };
}

/** A repeat that proves its session takes the order out of the lane of those who prove nothing. */
function prove(state: MemoryState, existing: MemoryIntent, { lane }: Input<'accept'>['row']): void {
  if (lane !== 'proven' || existing.lane !== 'unproven') return;
  countIn(state, existing, -1);
  existing.lane = lane;
  countIn(state, existing, 1);
}

function finish(
  state: MemoryState,
  intent: MemoryIntent,
  { outcome, answersUntilMs, nowMs }: Omit<Input<'settle'>, 'lease'>,
): void {
  const { intentId, acceptance, attempts } = intent;
  const settlement = { atMs: nowMs, acceptance, outcome, attempts, answersForMs: answersUntilMs - nowMs };
  countIn(state, intent, -1);
  state.pending.delete(intentId);
  state.settled.set(intentId, settlement);
  state.unchained.push(settlement);
}

/** The intent, if the lease on it still holds. */
export function held(state: MemoryState, lease: Lease): MemoryIntent | undefined {
  const intent = state.pending.get(lease.intentId);
  return intent?.leaseId === lease.leaseId ? intent : undefined;
}

function newIntent(
  row: Input<'accept'>['row'],
  dueAtMs: number,
  leaseId: string,
  nowMs: number,
): MemoryIntent {
  const { receiptId, userPoolId, clientId, request, lane, acceptedAtMs, expiresAtMs } = row;
  // Field by field: V8 keeps what is added to copied fields apart from them, which takes more memory.
  return {
    acceptance: { atMs: acceptedAtMs, receiptId, userPoolId, clientId, request, lane, expiresAtMs },
    intentId: row.intentId,
    receiptId,
    userPoolId,
    clientId,
    request,
    lane,
    acceptedAtMs,
    expiresAtMs,
    order: row.order,
    leaseId,
    dueAtMs,
    attempts: dueAtMs > nowMs ? 1 : 0,
    callsDone: 0,
    parkedCause: undefined,
  };
}

function isFull(total: LaneCap, cap: LaneCap, bytes: number): boolean {
  return total.intents >= cap.intents || total.bytes + bytes > cap.bytes;
}
