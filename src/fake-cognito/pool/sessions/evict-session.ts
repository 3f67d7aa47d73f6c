import type { User } from '../user.ts';
import { tracksSessions, type UserPool } from '../user-pool.ts';
import { activeFamilies } from './active-sessions.ts';
import { endFamily } from './end-session.ts';

/**
 * Makes room for one more token session of a user: the least recently used ones end, as many as it takes to come below
 * the pool's limit.
 */
export function evictSessions(pool: UserPool, user: User, nowMs: number): void {
  if (!tracksSessions(pool)) return;
  const families = activeFamilies(pool, user, nowMs);
  const oldestFirst = families.toSorted((a, b) => a.record.lastActiveAtMs - b.record.lastActiveAtMs);
  const tooMany = Math.max(0, families.length - pool.maxTokenSessionsPerUser + 1);
  for (const family of oldestFirst.slice(0, tooMany)) endFamily(family, nowMs);
}
