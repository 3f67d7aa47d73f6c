import type { UserSession } from '../../../revocation/ports/users/session-directory.ts';
import type { SessionListingAnswer } from './session-listing-schema.ts';

export function sessionListing(sessions: readonly UserSession[]): SessionListingAnswer {
  return {
    sessions: sessions.map(({ createdAtMs, lastActiveAtMs, lastLocation, ...session }) => ({
      sessionId: session.sessionId,
      kind: session.kind,
      clientId: session.clientId ?? null,
      createdAt: timeOf(createdAtMs),
      lastActiveAt: timeOf(lastActiveAtMs),
      deviceType: session.deviceType ?? null,
      lastIpAddress: session.lastIpAddress ?? null,
      lastLocation:
        lastLocation === undefined
          ? null
          : { city: lastLocation.city ?? null, country: lastLocation.country ?? null },
      originSessionId: session.originSessionId ?? null,
      isCurrent: session.isCurrent,
    })),
  };
}

function timeOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
