import { randomUUID } from 'node:crypto';
import type { FakeClock } from '../clock.ts';
import { hashToken } from '../hash-token.ts';
import type { SsoSession } from './sessions/sso-sessions.ts';

const CODE_SECONDS = 300;

/** What an authorization code stands for. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly session: SsoSession;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
}

/** The authorization codes of a pool: each can be redeemed once, within five minutes (RFC 6749 section 4.1.2). */
export interface AuthorizationCodes {
  issue(grant: CodeGrant, clock: FakeClock): string;
  redeem(code: string, clock: FakeClock): CodeGrant | undefined;
}

export function createAuthorizationCodes(): AuthorizationCodes {
  const grants = new Map<string, CodeGrant & { readonly expiresAtMs: number }>();
  return {
    issue: (grant, clock) => {
      const code = randomUUID();
      grants.set(hashToken(code), { ...grant, expiresAtMs: clock.nowMs() + CODE_SECONDS * 1000 });
      return code;
    },
    redeem: (code, clock) => {
      const hash = hashToken(code);
      const grant = grants.get(hash);
      grants.delete(hash);
      return grant === undefined || grant.expiresAtMs <= clock.nowMs() ? undefined : grant;
    },
  };
}
