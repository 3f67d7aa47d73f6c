import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundPace } from '../revocation/ports/outbound/outbound-budget.ts';
import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { ParkProbes } from './park-probes.ts';
import type { RelayEvents } from './ports/relay-events.ts';

export interface ChoresDependencies {
  readonly store: RevocationStore;
  readonly clock: Clock;
  readonly probes: ParkProbes;
  readonly paces: () => Promise<readonly OutboundPace[]>;
  readonly events: Pick<RelayEvents, 'backlog' | 'expired' | 'failed'>;
}

const AT_ONCE = 500;

/** How long one round may go on deleting; the next one deletes the rest. */
const SWEEP_MAX_MS = 5000;

/**
 * Makes the round of what has to be done from time to time: gives up what has outlived its token, deletes what has
 * served its time, tells how much waits, and probes whether causes are mended and the store can be written to. Never throws.
 */
export function createChores({
  store,
  clock,
  probes,
  paces,
  events,
}: ChoresDependencies): () => Promise<void> {
  const giveUp = async () => {
    for (;;) {
      const expired = await store.expire(AT_ONCE);
      for (const intent of expired) events.expired(intent);
      if (expired.length < AT_ONCE) return;
    }
  };
  const look = async () => {
    const stats = await store.stats();
    events.backlog({ stats, paces: await paces() });
    await probes.probeDue(stats.parked);
  };

  /** Of each kind at most `AT_ONCE` go at once: with fewer in all, there is nothing left of any. */
  const sweep = async () => {
    const startedMs = clock.nowMs();
    while ((await store.sweep(AT_ONCE)) >= AT_ONCE) {
      if (Math.abs(clock.nowMs() - startedMs) >= SWEEP_MAX_MS) return;
    }
  };

  /** That it can be written to again, or no longer, is to be known where nobody asks for it. */
  const tryWriting = async () => void (await store.canAccept());

  return async () => {
    for (const chore of [giveUp, look, sweep, tryWriting]) {
      try {
        await chore();
      } catch (cause) {
        events.failed({ task: 'chores', cause });
      }
    }
  };
}
