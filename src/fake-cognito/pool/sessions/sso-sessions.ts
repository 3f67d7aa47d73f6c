import { randomBytes } from 'node:crypto';
import { hashToken } from '../../hash-token.ts';
import { startRecord, type NewSession, type SessionRecord } from './session-record.ts';
import type { User } from '../user.ts';

/** How long the cookie of managed login lives; using it renews it. */
export const SSO_SESSION_SECONDS = 3600;

/** A managed-login session, which a browser holds by its cookie and all app clients of the pool share. */
export interface SsoSession {
  readonly user: User;
  readonly record: SessionRecord;
  /** Whether the pool tracked sessions when it began, so that the session is told of. */
  readonly isTracked: boolean;
  readonly authTimeSeconds: number;
  readonly lifeSeconds: number;
  expiresAtMs: number;
}

export interface NewSsoSession extends NewSession {
  readonly user: User;
  readonly isTracked: boolean;
  readonly lifeSeconds: number;
}

/** The managed-login sessions of a pool. Ending a user's tokens, or all of them, does not touch these. */
export interface SsoSessions {
  /** Starts a session; `cookie` is the value for the browser, of which only a hash is kept. */
  start(session: NewSsoSession): { readonly session: SsoSession; readonly cookie: string };
  /** The live session of a cookie, renewed. */
  use(cookie: string, nowMs: number): SsoSession | undefined;
  endByCookie(cookie: string, nowMs: number): void;
  end(session: SsoSession, nowMs: number): void;
  /** Those of a user, ended ones as well. */
  ofUser(user: User): readonly SsoSession[];
}

export function createSsoSessions(): SsoSessions {
  const byCookieHash = new Map<string, SsoSession>();
  const all: SsoSession[] = [];
  const end = (session: SsoSession, nowMs: number) => {
    session.record.endedAtMs ??= nowMs;
  };
  return {
    start: ({ user, isTracked, lifeSeconds, ...newSession }) => {
      const { nowMs } = newSession;
      const cookie = randomBytes(48).toString('base64url');
      const session = {
        user,
        record: startRecord('sso', newSession),
        isTracked,
        authTimeSeconds: Math.floor(nowMs / 1000),
        lifeSeconds,
        expiresAtMs: nowMs + lifeSeconds * 1000,
      };
      byCookieHash.set(hashToken(cookie), session);
      all.push(session);
      return { session, cookie };
    },
    use: (cookie, nowMs) => {
      const session = byCookieHash.get(hashToken(cookie));
      if (session === undefined || session.expiresAtMs <= nowMs) return undefined;
      if (session.record.endedAtMs !== undefined) return undefined;
      session.expiresAtMs = nowMs + session.lifeSeconds * 1000;
      return session;
    },
    endByCookie: (cookie, nowMs) => {
      const session = byCookieHash.get(hashToken(cookie));
      if (session !== undefined) end(session, nowMs);
    },
    end,
    ofUser: (user) => all.filter((session) => session.user === user),
  };
}
