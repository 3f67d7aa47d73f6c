import { randomBytes } from 'node:crypto';
import { nowSeconds, type FakeClock } from '../clock.ts';
import { hashToken } from '../hash-token.ts';
import { madeUpSessionId } from '../made-up.ts';
import type { User } from './user.ts';

/** How long the cookie of managed login lives; using it renews it. */
export const SSO_SESSION_SECONDS = 3600;

/** A managed-login session, which a browser holds by its cookie and all app clients of the pool share. */
export interface SsoSession {
  readonly id: string;
  readonly user: User;
  readonly authTimeSeconds: number;
  expiresAtMs: number;
}

/** The managed-login sessions of a pool. Ending a user's tokens, or all of them, does not touch these. */
export interface SsoSessions {
  /** Starts a session; `cookie` is the value for the browser, of which only a hash is kept. */
  start(user: User, clock: FakeClock): { readonly session: SsoSession; readonly cookie: string };
  /** The live session of a cookie, renewed. */
  use(cookie: string, clock: FakeClock): SsoSession | undefined;
  endByCookie(cookie: string): void;
  endById(id: string): void;
}

export function createSsoSessions(): SsoSessions {
  const byCookieHash = new Map<string, SsoSession>();
  return {
    start: (user, clock) => {
      const cookie = randomBytes(48).toString('base64url');
      const session = {
        id: madeUpSessionId('sso'),
        user,
        authTimeSeconds: nowSeconds(clock),
        expiresAtMs: clock.nowMs() + SSO_SESSION_SECONDS * 1000,
      };
      byCookieHash.set(hashToken(cookie), session);
      return { session, cookie };
    },
    use: (cookie, clock) => {
      const session = byCookieHash.get(hashToken(cookie));
      if (session === undefined || session.expiresAtMs <= clock.nowMs()) return undefined;
      session.expiresAtMs = clock.nowMs() + SSO_SESSION_SECONDS * 1000;
      return session;
    },
    endByCookie: (cookie) => {
      byCookieHash.delete(hashToken(cookie));
    },
    endById: (id) => {
      for (const [hash, session] of byCookieHash) if (session.id === id) byCookieHash.delete(hash);
    },
  };
}
