import type { Clock } from '../../revocation/ports/clock.ts';
import { inTime } from '../../scheduling/in-time.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { sessionTrackingOf, type SessionTracking } from './session-tracking.ts';

/** What Cognito itself said lately of the session tracking of user pools. */
export interface KnownTracking {
  /** Whether Cognito says that the user pool tracks sessions. False where it does not say, or not at once. Never throws. */
  isOn(place: UserPoolPlace): Promise<boolean>;
}

/** Reading a user pool's configuration has a small quota, so that one answer serves for a while. */
const FRESH_MS = 60_000;
/** That Cognito did not say may pass, as soon as a permission is there. */
const UNKNOWN_FRESH_MS = 2000;
const READ_TIMEOUT_MS = 10_000;
/** A logout does not wait longer for it: what is read later serves the next one. */
const PATIENCE_MS = 500;

interface Reading {
  readonly atMs: number;
  freshMs: number;
  readonly tracking: Promise<SessionTracking>;
}

export function createKnownTracking(
  api: CognitoApi,
  clock: Clock,
  patienceMs: number = PATIENCE_MS,
): KnownTracking {
  const readings = new Map<string, Reading>();

  const read = (place: UserPoolPlace): Promise<SessionTracking> => {
    const nowMs = clock.nowMs();
    const known = readings.get(place.userPoolId);
    if (known !== undefined && Math.abs(nowMs - known.atMs) < known.freshMs) return known.tracking;
    const tracking = sessionTrackingOf(api, place, AbortSignal.timeout(READ_TIMEOUT_MS));
    const reading: Reading = { atMs: nowMs, freshMs: FRESH_MS, tracking };
    readings.set(place.userPoolId, reading);
    void noteUnknown(reading);
    return tracking;
  };

  return {
    isOn: async (place) => (await inTime(read(place), patienceMs, 'unknown')) === 'on',
  };
}

async function noteUnknown(reading: Reading): Promise<void> {
  if ((await reading.tracking) === 'unknown') reading.freshMs = UNKNOWN_FRESH_MS;
}
