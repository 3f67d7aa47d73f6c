import { randomUUID } from 'node:crypto';
import { hashToken } from '../hash-token.ts';
import { startRecord, type SessionRecord } from './sessions/session-record.ts';
import type { Visitor } from './sessions/visitor.ts';
import type { User } from './user.ts';

/** All tokens that descend from one sign-in. */
export interface TokenFamily {
  readonly originJti: string;
  readonly eventId: string;
  readonly record: SessionRecord;
  /** Whether the pool tracked sessions at sign-in, so that the session is told of. */
  readonly isTracked: boolean;
  /** The managed-login session that the sign-in came through. */
  readonly ssoSessionId: string | undefined;
  readonly clientId: string;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly authTimeSeconds: number;
  /** Rotated refresh tokens live no longer than the first one would have. */
  readonly expiresAtMs: number;
  readonly startedRotating: boolean;
  readonly signOutsAtStart: number;
  revoked: boolean;
}

export interface RefreshTokenRecord {
  readonly family: TokenFamily;
  /** When a successor was first issued in its place. */
  rotatedAtMs: number | undefined;
}

export interface AccessTokenRecord {
  readonly family: TokenFamily;
  /** False for tokens that survive the revocation of their family. */
  readonly diesWithFamily: boolean;
}

export type NewTokenFamily = Pick<
  TokenFamily,
  'clientId' | 'user' | 'scopes' | 'authTimeSeconds' | 'expiresAtMs' | 'startedRotating' | 'isTracked'
> & {
  readonly ssoSessionId?: string | undefined;
  readonly visitor: Visitor;
  readonly nowMs: number;
};

/** The token families of a pool. Tokens are found by their hash; none is kept. */
export interface TokenFamilies {
  start(family: NewTokenFamily): TokenFamily;
  /** Those of a user, dead ones as well. */
  ofUser(user: User): readonly TokenFamily[];
  addRefreshToken(token: string, family: TokenFamily): void;
  findRefreshToken(token: string): RefreshTokenRecord | undefined;
  addAccessToken(token: string, record: AccessTokenRecord): void;
  findAccessToken(token: string): AccessTokenRecord | undefined;
}

export function createTokenFamilies(): TokenFamilies {
  const refreshTokens = new Map<string, RefreshTokenRecord>();
  const accessTokens = new Map<string, AccessTokenRecord>();
  const byUser = new Map<User, TokenFamily[]>();
  return {
    start: (newFamily) => {
      const family = startFamily(newFamily);
      const families = byUser.get(family.user) ?? [];
      families.push(family);
      byUser.set(family.user, families);
      return family;
    },
    ofUser: (user) => byUser.get(user) ?? [],
    addRefreshToken: (token, family) => {
      refreshTokens.set(hashToken(token), { family, rotatedAtMs: undefined });
    },
    findRefreshToken: (token) => refreshTokens.get(hashToken(token)),
    addAccessToken: (token, record) => {
      accessTokens.set(hashToken(token), record);
    },
    findAccessToken: (token) => accessTokens.get(hashToken(token)),
  };
}

/** Whether the family's refresh tokens are revoked, alone or by a sign-out of their user. */
export function isRevoked(family: TokenFamily): boolean {
  return family.revoked || isSignedOut(family);
}

export function isAccessTokenRevoked({ family, diesWithFamily }: AccessTokenRecord): boolean {
  return isSignedOut(family) || (diesWithFamily && family.revoked);
}

export function isSignedOut(family: TokenFamily): boolean {
  return family.user.signOuts !== family.signOutsAtStart;
}

function startFamily({ ssoSessionId, visitor, nowMs, ...family }: NewTokenFamily): TokenFamily {
  return {
    ...family,
    ssoSessionId,
    originJti: randomUUID(),
    eventId: randomUUID(),
    record: startRecord('tkn', { clientId: family.clientId, visitor, nowMs }),
    signOutsAtStart: family.user.signOuts,
    revoked: false,
  };
}
