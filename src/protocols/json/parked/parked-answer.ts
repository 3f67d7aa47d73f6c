import { parkedSubject, remedyFor } from '../../../revocation/park-remedies.ts';
import type { ParkedStats } from '../../../revocation/ports/revocation-store.ts';

/** Logouts that wait for the same thing. */
export interface ParkedGroup {
  readonly userPoolId: string;
  /** `null` for orders that are about no app client. */
  readonly clientId: string | null;
  readonly cause: ParkedStats['cause'];
  readonly intents: number;
  /** What to do, as one sentence. */
  readonly remedy: string;
}

export interface ParkedAnswer {
  readonly groups: readonly ParkedGroup[];
}

/** Largest groups first. */
export function parkedAnswer(parked: readonly ParkedStats[]): ParkedAnswer {
  const groups = parked.map(({ userPoolId, clientId, cause, intents }) => ({
    userPoolId,
    clientId: clientId ?? null,
    cause,
    intents,
    remedy: remedyFor(cause, parkedSubject(userPoolId, clientId)),
  }));
  return { groups: groups.toSorted((a, b) => b.intents - a.intents) };
}

export interface RetriedAnswer {
  readonly retried: number;
}

export interface DroppedAnswer {
  readonly dropped: number;
  /** Whether others that match may be left: ask again for those. */
  readonly more: boolean;
}
