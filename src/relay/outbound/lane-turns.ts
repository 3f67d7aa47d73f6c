import type { Lane } from '../../revocation/intents/intent.ts';

/** Whoever is first in a lane. */
export interface LaneHead {
  readonly lane: Lane;
  /** Since when its order waits, in milliseconds since the epoch. */
  readonly sinceMs: number;
}

const WEIGHTS: Record<Lane, number> = { proven: 16, admin: 4, unproven: 2, bulk: 1 };

/** The lane whose weight an order has once it is old. */
const LANE_ABOVE: Record<Lane, Lane> = {
  proven: 'proven',
  admin: 'proven',
  unproven: 'admin',
  bulk: 'admin',
};

const OLD_MS = 60_000;

/**
 * Makes the function that says whose turn it is: each lane gets turns by its weight (smooth weighted round robin), so
 * that users go first and nobody starves. What has waited for a minute moves up.
 */
export function createLaneTurns() {
  const credits = new Map<Lane, number>();

  return (heads: readonly LaneHead[], nowMs: number): Lane | undefined => {
    let next: Lane | undefined;
    let most = -Infinity;
    let total = 0;
    for (const head of heads) {
      const weight = weightOf(head, nowMs);
      const credit = (credits.get(head.lane) ?? 0) + weight;
      credits.set(head.lane, credit);
      total += weight;
      if (credit <= most) continue;
      next = head.lane;
      most = credit;
    }
    if (next !== undefined) credits.set(next, most - total);
    forgetAbsent(credits, heads);
    return next;
  };
}

function weightOf({ lane, sinceMs }: LaneHead, nowMs: number): number {
  return WEIGHTS[nowMs - sinceMs > OLD_MS ? LANE_ABOVE[lane] : lane];
}

/** A lane that was empty neither owes turns nor has saved any. */
function forgetAbsent(credits: Map<Lane, number>, heads: readonly LaneHead[]): void {
  if (credits.size === heads.length) return;
  for (const lane of credits.keys()) {
    if (!heads.some((head) => head.lane === lane)) credits.delete(lane);
  }
}
