import type { Clock } from '../../revocation/ports/clock.ts';
import type { OutboundLimit } from '../../revocation/ports/outbound/outbound-budget.ts';

const LEFT_TO_OTHERS = 1;
const PATIENT_MAX_MS = 1000;

/** What can wait takes from the shared budget so that users at other instances need not wait behind it. */
export interface Patience {
  /** The limit with calls left to others, as long as that was not in vain for a second. */
  leave(limit: OutboundLimit): OutboundLimit;
  /** A call was granted. */
  renew(): void;
}

export function createPatience(clock: Clock): Patience {
  let sinceMs: number | undefined;
  return {
    leave(limit) {
      const nowMs = clock.nowMs();
      // A clock that was set back makes nobody more patient.
      sinceMs = Math.min(sinceMs ?? nowMs, nowMs);
      if (nowMs - sinceMs >= PATIENT_MAX_MS) return limit;
      return { ...limit, leftToOthers: Math.min(LEFT_TO_OTHERS, limit.burst - 1) };
    },
    renew() {
      sinceMs = undefined;
    },
  };
}
