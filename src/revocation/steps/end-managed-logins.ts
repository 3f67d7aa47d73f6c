import type { SessionListing, UserSession } from '../ports/users/session-directory.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { MakeCall, NotAsked, Unproven } from './step.ts';

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
export const LEFT_ALIVE = {
  kind: 'confirmed',
  leftAlive: ['managedLogin'],
} as const satisfies UpstreamOutcome;

/** Until when lists of sessions show whatever had begun before: "within a few seconds", says AWS. */
export const UNPROVEN: Unproven = { kind: 'unproven', retryInMs: 10_000 };

/** By how much Cognito's clock may be ahead, and the sign-out be later than its order. */
const BEGUN_SLACK_MS = 30_000;

/** Whether a session may have begun before an order was carried out that was given at this time. */
export function begunBefore(orderedAtMs: number): (session: UserSession) => boolean {
  return ({ createdAtMs }) => createdAtMs === undefined || createdAtMs <= orderedAtMs + BEGUN_SLACK_MS;
}

/**
 * Ends every managed-login session of a user. Signing the user out leaves them alive: the browser's cookie gives new
 * tokens without a password.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 *
 * @param isMeant which of the sessions; all of them where it is left out
 */
export async function endManagedLogins(
  { list, revoke }: SessionCalls,
  makeCall: MakeCall,
  isMeant: (session: UserSession) => boolean = () => true,
): Promise<UpstreamOutcome | NotAsked> {
  let found: readonly UserSession[] = [];
  const listed = await makeCall(list.operation, async (signal) => {
    const listing = await list.call(signal.asAbortSignal());
    if (listing.kind !== 'listed') return listing;
    found = listing.sessions;
    return { kind: 'confirmed' };
  });
  if (isUnavailable(listed)) return LEFT_ALIVE;
  if (listed.kind !== 'confirmed') return listed;
  for (const { sessionId } of found.filter((one) => one.kind === 'sso' && isMeant(one))) {
    const ended = await makeCall(revoke.operation, (signal) =>
      revoke.call(sessionId, signal.asAbortSignal()),
    );
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
