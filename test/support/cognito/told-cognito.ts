import type { EndTokenSession, EndUserSessions, RequestContext } from '../../../src/revocation/command.ts';
import { createEndSession } from '../../../src/revocation/end-session.ts';
import { createLateTries } from '../../../src/revocation/tries/late-tries.ts';
import type { SessionListing, UserSession } from '../../../src/revocation/ports/users/session-directory.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import type { UserLookup } from '../../../src/revocation/ports/users/user-directory.ts';
import { createProtectedUsers } from '../../../src/revocation/users/protected-users.ts';
import { createFingerprint } from '../../../src/tokens/fingerprint.ts';
import { userPorts } from './user-ports.ts';
import { denyingNothing } from '../guard/denying-nothing.ts';
import { openGate } from '../open-gate.ts';
import { memoryStorage } from '../storage/memory-storage.ts';

export const NOW_MS = Date.parse('2026-11-25T12:00:00Z');
export const userPoolId = 'eu-west-1_Example';
export const ADMIN: RequestContext = {
  requestId: 'request-1',
  actor: { kind: 'admin', id: 'desk', via: 'api-key' },
  clientAddress: '192.0.2.1',
  reason: 'stolen laptop',
};
export const LATER: UpstreamOutcome = {
  kind: 'retry',
  cause: 'throttled',
  exceptionName: 'TooManyRequestsException',
};
export const FORBIDDEN_BY_IAM: UpstreamOutcome = {
  kind: 'parked',
  cause: 'not-permitted',
  exceptionName: 'AccessDeniedException',
};
export const UNTRACKED = { kind: 'rejected', code: 'feature-unavailable', exceptionName: 'none' } as const;
export const TWO_BROWSERS: SessionListing = {
  kind: 'listed',
  sessions: [session('ssoone', 'sso'), session('tknone', 'token'), session('ssotwo', 'sso')],
};

export function session(sessionId: string, kind: UserSession['kind'], createdAtMs?: number): UserSession {
  return { sessionId, kind, createdAtMs, isCurrent: false };
}

/** What a Cognito answers. */
export interface Told {
  /** By operation, or by operation and session. */
  readonly answers?: Readonly<Record<string, UpstreamOutcome>>;
  readonly listing?: SessionListing;
  readonly lookup?: UserLookup;
  readonly protectedNames?: readonly string[];
}

/** A Cognito that answers as told and remembers what it was asked to do. */
export function cognito({ answers = {}, listing = TWO_BROWSERS, lookup, protectedNames = [] }: Told) {
  const asked: string[] = [];
  const answer = (operation: string, sessionId?: string): Promise<UpstreamOutcome> => {
    const call = sessionId === undefined ? operation : `${operation} ${sessionId}`;
    asked.push(call);
    return Promise.resolve(answers[call] ?? { kind: 'confirmed' });
  };
  const list = (operation: string) => {
    asked.push(operation);
    return Promise.resolve(listing);
  };
  const ports = {
    ...userPorts,
    revoker: { revoke: () => answer('RevokeToken') },
    userSignOut: {
      signOutSelf: () => answer('GlobalSignOut'),
      signOutUser: ({ username }: { username: string }) => answer(`AdminUserGlobalSignOut of ${username}`),
    },
    userDisabler: { disable: () => answer('AdminDisableUser') },
    sessions: { ofUser: () => list('AdminListUserSessions'), own: () => list('ListUserSessions') },
    sessionRevoker: {
      revokeOfUser: ({ sessionId, endSso }: { sessionId: string; endSso: boolean }) =>
        answer('AdminRevokeUserSession', `${sessionId}${endSso ? ' linked' : ''}`),
      revokeOwn: ({ sessionId, endSso }: { sessionId: string; endSso: boolean }) =>
        answer('RevokeUserSession', `${sessionId}${endSso ? ' linked' : ''}`),
    },
    users: {
      ...userPorts.users,
      ...(lookup === undefined ? {} : { find: () => Promise.resolve(lookup) }),
    },
    protectedUsers: createProtectedUsers(protectedNames.map((name) => ({ userPoolId, name }))),
    gate: openGate,
    journal: { tried: () => undefined, refused: () => undefined, unconfigured: () => undefined },
    clock: { nowMs: () => NOW_MS },
    upstreamDeadlineMs: 1500,
  };
  return { ports, asked };
}

/** An admin's order for alice. */
export const order = (changes: Partial<EndUserSessions> = {}): EndUserSessions => ({
  act: 'end-user-sessions',
  userPoolId,
  username: 'alice',
  sub: 'sub-of-alice',
  ...changes,
});

/** The pipeline in front of a Cognito that answers as told. */
export function endSessionAt(told: Told, durability: 'durable' | 'none' = 'durable') {
  const { ports, asked } = cognito(told);
  const { store, audit } = memoryStorage({ nowMs: () => NOW_MS });
  const endSession = createEndSession({
    lateTries: createLateTries(),
    ...ports,
    denyAccess: denyingNothing,
    store: { ...store, durability },
    audit,
    fingerprint: createFingerprint(Buffer.alloc(32, 7)),
    longestRefreshTokenValiditySeconds: 2_592_000,
    random: () => 0,
  });
  return { endSession, asked };
}

/** The receipt of an order by `ADMIN`, and what Cognito was asked for it. */
export async function receiptOf(command: EndUserSessions | EndTokenSession, told: Told = {}) {
  const { endSession, asked } = endSessionAt(told);
  const { status, effects, logoutUrl } = await endSession(command, ADMIN);
  return { asked, status, logoutUrl, states: Object.fromEntries(effects.map((one) => [one.effect, one])) };
}
