import type { AppClient } from '../app-client.ts';
import type { User } from '../user.ts';
import { tracksSessions, type UserPool } from '../user-pool.ts';
import { SSO_SESSION_SECONDS, type SsoSession } from './sso-sessions.ts';
import type { Visitor } from './visitor.ts';

export interface FreshSignIn {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly user: User;
  readonly visitor: Visitor;
  readonly nowMs: number;
}

/** Starts the managed-login session of a user who has just given the password. */
export function startSsoSession({ pool, client, user, visitor, nowMs }: FreshSignIn): {
  readonly session: SsoSession;
  readonly cookie: string;
} {
  const isTracked = tracksSessions(pool);
  const lifeSeconds = isTracked ? longestReuseSeconds(pool) : SSO_SESSION_SECONDS;
  return pool.ssoSessions.start({
    clientId: client.clientId,
    user,
    visitor,
    nowMs,
    isTracked,
    lifeSeconds,
  });
}

/**
 * Whether an app client goes on by a managed-login session without asking for the password again. Counted from the last
 * time that it was given, where the pool tracks sessions.
 */
export function mayReuse(session: SsoSession, client: AppClient, nowMs: number): boolean {
  if (!session.isTracked) return true;
  return nowMs / 1000 < session.authTimeSeconds + client.ssoMaxValidityMinutes * 60;
}

/** A session is kept for as long as any app client may go on by it. */
function longestReuseSeconds({ clients }: UserPool): number {
  const seconds = [...clients.values()].map(({ ssoMaxValidityMinutes }) => ssoMaxValidityMinutes * 60);
  return Math.max(SSO_SESSION_SECONDS, ...seconds);
}
