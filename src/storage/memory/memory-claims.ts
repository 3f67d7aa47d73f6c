import { WAIT_MAX_MS, type ClaimedRow, type Operations } from '../engine/operations.ts';
import { held } from './memory-intents.ts';
import { parkedIntents } from './memory-parked.ts';
import { countIn, type MemoryIntent, type MemoryState } from './memory-state.ts';

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

export function createMemoryClaims(state: MemoryState) {
  const { pending } = state;

  return {
    claim({ lane, max, leaseId, leaseUntilMs, exceptUserPoolIds, nowMs }: Input<'claim'>): Output<'claim'> {
      return pending
        .values()
        .filter((intent) => intent.lane === lane && isDue(intent, nowMs))
        .filter(({ userPoolId }) => !exceptUserPoolIds.includes(userPoolId))
        .sort((a, b) => (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0))
        .slice(0, max)
        .map((intent) => leased(intent, leaseId, leaseUntilMs));
    },

    claimParked({ filter, max, leaseId, leaseUntilMs }: Input<'claimParked'>): Output<'claimParked'> {
      return [...parkedIntents(state, filter)]
        .sort((a, b) => a.attempts - b.attempts)
        .slice(0, max)
        .map((intent) => leased(intent, leaseId, leaseUntilMs));
    },

    retryLater({ lease, dueAtMs, lane, callsDone, untried }: Input<'retryLater'>): Output<'retryLater'> {
      const intent = held(state, lease);
      if (intent === undefined) return 'lost';
      intent.leaseId = '';
      intent.dueAtMs = dueAtMs;
      countIn(state, intent, -1);
      intent.lane = lane ?? intent.lane;
      countIn(state, intent, 1);
      intent.callsDone = callsDone ?? intent.callsDone;
      if (untried) intent.attempts -= 1;
      return 'done';
    },

    park({ lease, cause, callsDone }: Input<'park'>): Output<'park'> {
      const intent = held(state, lease);
      if (intent === undefined) return 'lost';
      intent.leaseId = '';
      intent.dueAtMs = undefined;
      intent.parkedCause = cause;
      intent.callsDone = callsDone ?? intent.callsDone;
      return 'done';
    },

    unpark({ filter, nowMs }: Input<'unpark'>): Output<'unpark'> {
      const unparked = parkedIntents(state, filter);
      for (const intent of unparked) {
        intent.parkedCause = undefined;
        intent.dueAtMs = nowMs;
      }
      return { unparked: unparked.length, next: null };
    },
  };
}

function isDue({ dueAtMs }: MemoryIntent, nowMs: number): boolean {
  return dueAtMs !== undefined && (dueAtMs <= nowMs || dueAtMs > nowMs + WAIT_MAX_MS);
}

function leased(intent: MemoryIntent, leaseId: string, leaseUntilMs: number): ClaimedRow {
  intent.leaseId = leaseId;
  intent.dueAtMs = leaseUntilMs;
  intent.parkedCause = undefined;
  intent.attempts += 1;
  const { order, request, acceptance: _acceptance, ...facts } = intent;
  return { ...facts, request: request.json, kid: order.kid, sealed: order.sealed };
}
