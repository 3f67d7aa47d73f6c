import type { AppClient } from './app-client.ts';
import { createAuthorizationCodes, type AuthorizationCodes } from './authorization-codes.ts';
import type { PoolKeys } from './signing-keys.ts';
import { createLaterEffects, type LaterEffects } from './sessions/later-effects.ts';
import { createSsoSessions, type SsoSessions } from './sessions/sso-sessions.ts';
import { createTokenFamilies, type TokenFamilies } from './token-families.ts';
import { createUser, createUserOfEmail, type NewUser, type User } from './user.ts';

/** What the user pool pays for. The lowest has no user session tracking. */
export type UserPoolTier = 'LITE' | 'ESSENTIALS' | 'PLUS';

/** What users sign in by. By `email`, Cognito makes up their names: each is the user's `sub`. */
export type SignInBy = 'username' | 'email';

const MAX_TOKEN_SESSIONS_PER_USER = 20;

export interface UserPool {
  readonly id: string;
  readonly region: string;
  /** AWS's real issuer string, whatever address the fake listens on. */
  readonly issuer: string;
  /** Host name under which the pool's domain is served besides the fake's own address. */
  readonly domain: string | undefined;
  readonly signInBy: SignInBy;
  readonly keys: PoolKeys;
  readonly clients: Map<string, AppClient>;
  /** By username. */
  readonly users: Map<string, User>;
  readonly families: TokenFamilies;
  readonly ssoSessions: SsoSessions;
  readonly authorizationCodes: AuthorizationCodes;
  readonly later: LaterEffects;
  /** See `tracksSessions`. */
  sessionTracking: boolean;
  maxTokenSessionsPerUser: number;
  /** What the user pool was tagged with, by its owner or by the tool that made it. */
  tags: Readonly<Record<string, string>>;
  tier: UserPoolTier;
}

export interface NewUserPool {
  readonly id: string;
  readonly region: string;
  readonly domain: string | undefined;
  readonly signInBy: SignInBy;
  readonly keys: PoolKeys;
  readonly sessionTracking: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly tier: UserPoolTier;
}

export function createUserPool(pool: NewUserPool): UserPool {
  return {
    ...pool,
    issuer: `https://cognito-idp.${pool.region}.amazonaws.com/${pool.id}`,
    clients: new Map(),
    users: new Map(),
    families: createTokenFamilies(),
    ssoSessions: createSsoSessions(),
    authorizationCodes: createAuthorizationCodes(),
    later: createLaterEffects(),
    maxTokenSessionsPerUser: MAX_TOKEN_SESSIONS_PER_USER,
  };
}

/** Whether the pool keeps records of sessions: where that is switched on, in a tier that has it. */
export function tracksSessions({ sessionTracking, tier }: UserPool): boolean {
  return sessionTracking && tier !== 'LITE';
}

/** Finds a user by username, by `sub` as the admin operations allow, or by what users of the pool sign in by. */
export function findUser(pool: UserPool, name: string): User | undefined {
  return pool.users.get(name) ?? [...pool.users.values()].find((user) => isKnownAs(pool, user, name));
}

function isKnownAs({ signInBy }: UserPool, { sub, attributes }: User, name: string): boolean {
  return sub === name || (signInBy === 'email' && attributes.get('email') === name.toLowerCase());
}

/**
 * Adds a user, by the name that users of the pool sign in by.
 *
 * @returns undefined where somebody has that name
 */
export function addUser(pool: UserPool, newUser: NewUser): User | undefined {
  if (findUser(pool, newUser.username) !== undefined) return undefined;
  const user = pool.signInBy === 'email' ? createUserOfEmail(newUser) : createUser(newUser);
  pool.users.set(user.username, user);
  return user;
}

/** Whether the user is (still) in the pool. */
export function hasUser(pool: UserPool, user: User): boolean {
  return pool.users.get(user.username) === user;
}
