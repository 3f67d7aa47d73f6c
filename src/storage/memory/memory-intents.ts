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
      const before = pending.get(row.intentId) ?? settled.get(row.intentId);
      if (before !== undefined && answers(before, nowMs)) {
        prove(state, before, row);
        return { kind: 'duplicate', receiptId: before.receiptId, state: stateOf(before) };
      }
      if (cap !== null && isFull(state.totals[row.lane], cap, row.order.bytes)) return { kind: 'lane-full' };
      if (before !== undefined) settled.delete(row.intentId);
      const intent = newIntent(row, dueAtMs, leaseId, nowMs);
      pending.set(row.intentId, intent);
      countIn(state, intent, 1);
      state.unchained.push({ atMs: nowMs, intent, acceptedIn: row.lane });
      return { kind: 'stored' };
    },

    settle(input: Input<'settle'>): Output<'settle'> {
      const intent = held(state, input.lease);
      if (intent === undefined) return 'lost';
      finish(state, intent, input);
      return 'done';
    },

    expire({ max, nowMs }: Input<'expire'>): Output<'expire'> {
      const expired = [...pending.values()]
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
      const intent = [...pending.values(), ...settled.values()].find((one) => one.receiptId === receiptId);
      return intent && stateOf(intent);
    },
  };
}

/** A repeat that proves its session takes the order out of the lane of those who prove nothing. */
function prove(state: MemoryState, existing: MemoryIntent, { lane }: Input<'accept'>['row']): void {
  const isToBeMoved = lane === 'proven' && existing.lane === 'unproven' && existing.outcome === undefined;
  if (!isToBeMoved) return;
  countIn(state, existing, -1);
  existing.lane = lane;
  countIn(state, existing, 1);
}

function answers({ outcome, answersUntilMs }: MemoryIntent, nowMs: number): boolean {
  return outcome === undefined || answersUntilMs > nowMs;
}

function finish(state: MemoryState, intent: MemoryIntent, input: Omit<Input<'settle'>, 'lease'>): void {
  const { pending, settled, unchained } = state;
  const { outcome } = input;
  countIn(state, intent, -1);
  intent.outcome = outcome;
  intent.order = undefined;
  intent.leaseId = '';
  intent.answersUntilMs = input.answersUntilMs;
  pending.delete(intent.intentId);
  settled.set(intent.intentId, intent);
  unchained.push({ atMs: input.nowMs, intent, outcome });
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
  // Field by field: V8 keeps what is added to copied fields apart from them, which takes more memory.
  return {
    intentId: row.intentId,
    receiptId: row.receiptId,
    userPoolId: row.userPoolId,
    clientId: row.clientId,
    request: row.request,
    lane: row.lane,
    acceptedAtMs: row.acceptedAtMs,
    expiresAtMs: row.expiresAtMs,
    order: row.order,
    leaseId,
    dueAtMs,
    attempts: dueAtMs > nowMs ? 1 : 0,
    callsDone: 0,
    parkedCause: undefined,
    outcome: undefined,
    answersUntilMs: 0,
  };
}

function isFull(total: LaneCap, cap: LaneCap, bytes: number): boolean {
  return total.intents >= cap.intents || total.bytes + bytes > cap.bytes;
}
