import { LANES, type Lane } from '../revocation/intents/intent.ts';
import type { ClaimedIntent, RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { HandleClaimed } from './handle-claimed.ts';
import { LEASE_MS } from './lease.ts';
import type { RelayEvents } from './ports/relay-events.ts';

export interface ClaimerDependencies {
  readonly store: RevocationStore;
  readonly handle: HandleClaimed;
  readonly restingUserPools: () => readonly string[];
  readonly events: Pick<RelayEvents, 'failed'>;
}

export interface Claimer {
  /** Claims what is due and there is room for. Never throws. */
  claim(): Promise<void>;
  /** Claims nothing any more, and resolves once everything in hand is finished or given back. */
  finish(): Promise<void>;
}

/** How many intents of one user pool are in hand at once. What can wait is kept in the store. */
const IN_HAND_MAX: Record<Lane, number> = { proven: 32, admin: 16, unproven: 8, bulk: 12 };
/** So that a user pool that hangs leaves room for the others. */
const USER_POOLS_IN_HAND = 8;

/** Takes due intents in hand, lane by lane, up to a bounded number, and starts a try of each. */
export function createClaimer(dependencies: ClaimerDependencies): Claimer {
  const { store, restingUserPools, events } = dependencies;
  const inHand = createInHand(dependencies.handle);
  const mayHoldMore = new Set<Lane>(LANES);
  let isFinishing = false;
  let round: Promise<void> | undefined;
  let isAnotherWanted = false;

  const claimLane = async (lane: Lane): Promise<void> => {
    const max = Math.min(IN_HAND_MAX[lane], IN_HAND_MAX[lane] * USER_POOLS_IN_HAND - inHand.count(lane));
    if (max <= 0) return;
    const full = inHand.userPoolsWith(lane, IN_HAND_MAX[lane]);
    const exceptUserPoolIds = [...new Set([...restingUserPools(), ...full])];
    const claimed = await store.claim({ lane, max, leaseMs: LEASE_MS, exceptUserPoolIds });
    if (claimed.length < max && full.length === 0) mayHoldMore.delete(lane);
    for (const intent of claimed) void inHand.take(intent).then(() => onDone(intent));
  };

  const claimAll = async (): Promise<void> => {
    isAnotherWanted = false;
    for (const lane of LANES) if (mayHoldMore.has(lane) && !isFinishing) await claimLane(lane);
  };

  const claimSome = (): Promise<void> => {
    isAnotherWanted = true;
    round ??= claimAll()
      .catch((cause: unknown) => events.failed({ task: 'claim', cause }))
      .finally(() => {
        round = undefined;
        if (isAnotherWanted && !isFinishing) void claimSome();
      });
    return round;
  };

  const onDone = ({ lane, order }: ClaimedIntent) => {
    // Half a load at a time: a claim for each one would cost a transaction for each one.
    const isRoom = inHand.userPoolsWith(lane, IN_HAND_MAX[lane] / 2).every((id) => id !== order.userPoolId);
    if (isRoom && mayHoldMore.has(lane) && !isFinishing) void claimSome();
  };

  return {
    async claim() {
      for (const lane of LANES) mayHoldMore.add(lane);
      if (!isFinishing) await claimSome();
    },
    async finish() {
      isFinishing = true;
      await round;
      await inHand.settled();
    },
  };
}

function createInHand(handle: HandleClaimed) {
  const tries = new Map<ClaimedIntent, Promise<unknown>>();
  const inLane = (lane: Lane) => [...tries.keys()].filter((intent) => intent.lane === lane);
  return {
    count: (lane: Lane) => inLane(lane).length,
    userPoolsWith(lane: Lane, max: number): readonly string[] {
      const counts = new Map<string, number>();
      for (const { order } of inLane(lane)) {
        counts.set(order.userPoolId, (counts.get(order.userPoolId) ?? 0) + 1);
      }
      return [...counts].filter(([, count]) => count >= max).map(([userPoolId]) => userPoolId);
    },
    take(intent: ClaimedIntent): Promise<unknown> {
      const attempt = handle(intent).finally(() => tries.delete(intent));
      tries.set(intent, attempt);
      return attempt;
    },
    settled: () => Promise.all(tries.values()),
  };
}
