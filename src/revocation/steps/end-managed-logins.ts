import type { SessionListing, UserSession } from '../ports/users/session-directory.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { MakeCall, NotAsked } from './step.ts';

/** How to list a user's sessions and end one of them: as an admin, or as the user. */
export interface SessionCalls {
  readonly list: {
    readonly operation: 'AdminListUserSessions' | 'ListUserSessions';
    readonly call: (signal: AbortSignal) => Promise<SessionListing>;
  };
  readonly revoke: {
    readonly operation: 'AdminRevokeUserSession' | 'RevokeUserSession';
    readonly call: (sessionId: string, signal: AbortSignal) => Promise<UpstreamOutcome>;
  };
}

/** Cognito keeps no records of sessions, so that no managed-login session can be ended from here. */
export const LEFT_ALIVE: UpstreamOutcome = { kind: 'confirmed', leftAlive: ['managedLogin'] };

/**
 * Ends every managed-login session of a user. Signing the user out leaves them alive: the browser's cookie gives new
 * tokens without a password.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export async function endManagedLogins(
  { list, revoke }: SessionCalls,
  makeCall: MakeCall,
): Promise<UpstreamOutcome | NotAsked> {
  let found: readonly UserSession[] = [];
  const listed = await makeCall(list.operation, async (signal) => {
    const listing = await list.call(signal);
    if (listing.kind !== 'listed') return listing;
    found = listing.sessions;
    return { kind: 'confirmed' };
  });
  if (isUnavailable(listed)) return LEFT_ALIVE;
  if (listed.kind !== 'confirmed') return listed;
  for (const { sessionId } of found.filter(({ kind }) => kind === 'sso')) {
    const ended = await makeCall(revoke.operation, (signal) => revoke.call(sessionId, signal));
    if (isUnavailable(ended)) return LEFT_ALIVE;
    if (!isOver(ended)) return ended;
  }
  return { kind: 'confirmed' };
}

function isUnavailable(outcome: UpstreamOutcome | NotAsked): boolean {
  return outcome.kind === 'rejected' && outcome.code === 'feature-unavailable';
}

/** A list is a few seconds old: what it shows may have ended since. */
function isOver(outcome: UpstreamOutcome | NotAsked): boolean {
  if (outcome.kind === 'rejected') return outcome.code === 'session-not-found';
  return outcome.kind === 'confirmed' || outcome.kind === 'already-dead';
}
