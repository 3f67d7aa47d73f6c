import type { ParkedCause } from '../revocation/intents/intent.ts';
import { isSecretRefused } from '../revocation/is-secret-refused.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { ParkedStats, RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { TryResult } from '../revocation/tries/try-at-cognito.ts';
import type { HandleClaimed } from './handle-claimed.ts';
import { LEASE_MS } from './lease.ts';
import type { RelayEvents } from './ports/relay-events.ts';

export interface ParkProbesDependencies {
  readonly store: RevocationStore;
  readonly handle: HandleClaimed;
  readonly clock: Clock;
  readonly events: Pick<RelayEvents, 'unparked'>;
}

export interface ParkProbes {
  /** Probes whatever is due among the parked groups. */
  probeDue(parked: readonly ParkedStats[]): Promise<void>;
  /** Makes all groups due: the configuration has changed. */
  forget(): void;
}

/** With a look every ten seconds, a corrected secret is found in some 20 s, and all is delivered within half a minute. */
const SECRET_PROBE_MS = 10_000;
const PROBE_MS = 5 * 60_000;

/**
 * Tries one parked intent of each app client and cause from time to time. When it succeeds, the cause is mended, and
 * all that waited for it are due again.
 */
export function createParkProbes({ store, handle, clock, events }: ParkProbesDependencies): ParkProbes {
  let forgotten = false;
  let dueAtMs = new Map<string, number>();

  const isDue = (group: ParkedStats): boolean => {
    const everyMs = intervalMs(group.cause);
    const nowMs = clock.nowMs();
    // A clock that was set back makes nothing wait longer than its interval.
    const due = Math.min(dueAtMs.get(keyOf(group)) ?? nowMs + everyMs, nowMs + everyMs);
    dueAtMs.set(keyOf(group), due > nowMs ? due : nowMs + everyMs);
    return due <= nowMs || forgotten;
  };

  const probe = async (group: ParkedStats): Promise<void> => {
    const { userPoolId, clientId, cause } = group;
    const filter = { userPoolId, clientId: clientId ?? null, cause };
    const [claimed] = await store.claimParked(filter, 1, LEASE_MS);
    if (claimed === undefined) return;
    const result = await handle(claimed);
    if (result === undefined || !isMended(cause, result)) return;
    const intents = await store.unpark(filter);
    events.unparked({ userPoolId, clientId, cause, intents });
  };

  return {
    async probeDue(parked) {
      const due = parked.filter(isDue);
      const known = new Set(parked.map(keyOf));
      dueAtMs = new Map([...dueAtMs].filter(([key]) => known.has(key)));
      forgotten = false;
      await Promise.all(due.map(probe));
    },
    forget() {
      forgotten = true;
    },
  };
}

function intervalMs(cause: ParkedCause): number {
  return isSecretRefused(cause) ? SECRET_PROBE_MS : PROBE_MS;
}

function keyOf({ userPoolId, clientId, cause }: ParkedStats): string {
  return JSON.stringify([userPoolId, clientId, cause]);
}

/** A token that Cognito refuses for its own sake says nothing but that the secret was taken. */
function isMended(cause: ParkedCause, { outcome }: TryResult): boolean {
  if (outcome.kind === 'rejected') return isSecretRefused(cause);
  return outcome.kind === 'confirmed' || outcome.kind === 'already-dead';
}
