import { createHash, randomUUID } from 'node:crypto';
import { nowSeconds, type FakeClock } from '../clock.ts';
import { namesOrigin, rotates, validitySecondsOf, type AppClient } from './app-client.ts';
import { signJwt, type Claims } from './jwt.ts';
import { createRefreshToken } from './refresh-token.ts';
import { evictSessions } from './sessions/evict-session.ts';
import { noteUse } from './sessions/session-record.ts';
import type { SsoSession } from './sessions/sso-sessions.ts';
import { UNKNOWN_VISITOR, type Visitor } from './sessions/visitor.ts';
import type { TokenFamily } from './token-families.ts';
import type { User } from './user.ts';
import { tracksSessions, type UserPool } from './user-pool.ts';

/** The scope of every token that the API (as opposed to the domain) issues. */
export const USER_ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

export interface IssuedTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly expiresInSeconds: number;
}

export interface Issue {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly family: TokenFamily;
  readonly clock: FakeClock;
  readonly nonce?: string | undefined;
}

export interface SignIn {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly user: User;
  readonly clock: FakeClock;
  readonly scopes?: readonly string[];
  /** The managed-login session that the sign-in comes through. */
  readonly ssoSession?: SsoSession | undefined;
  readonly nonce?: string | undefined;
  readonly visitor?: Visitor | undefined;
}

/** Starts a token family and issues its first three tokens. */
export function signIn(signIn: SignIn): IssuedTokens & { readonly refreshToken: string } {
  const { pool, client, user, clock, scopes = [USER_ADMIN_SCOPE], ssoSession, nonce } = signIn;
  const { visitor = UNKNOWN_VISITOR } = signIn;
  const nowMs = clock.nowMs();
  evictSessions(pool, user, nowMs);
  noteUse(ssoSession?.record, visitor, nowMs);
  const family = pool.families.start({
    clientId: client.clientId,
    user,
    scopes,
    ssoSessionId: ssoSession?.record.sessionId,
    isTracked: tracksSessions(pool),
    visitor,
    nowMs,
    authTimeSeconds: ssoSession?.authTimeSeconds ?? nowSeconds(clock),
    expiresAtMs: nowMs + validitySecondsOf(client).refresh * 1000,
    startedRotating: rotates(client),
  });
  const refreshToken = createRefreshToken({ rotated: false });
  pool.families.addRefreshToken(refreshToken, family);
  return { ...issueTokens({ pool, client, family, clock, nonce }), refreshToken };
}

/**
 * Issues an access and an ID token to a family.
 *
 * Where rotation was on at sign-in and has been switched off since, Cognito issues tokens with an `origin_jti` of
 * their own, and revoking the refresh token does not reach them.
 */
export function issueTokens({ pool, client, family, clock, nonce }: Issue): IssuedTokens {
  const detached = family.startedRotating && !rotates(client);
  const originJti = detached ? randomUUID() : family.originJti;
  const validity = validitySecondsOf(client);
  const iat = nowSeconds(clock);
  const facts = { pool, client, family, iat, originJti };
  const accessToken = signJwt(accessClaims(facts, iat + validity.access), pool.keys.access);
  const idToken = signJwt(
    { ...idClaims(facts, iat + validity.id), ...oidcClaims(family, accessToken, nonce) },
    pool.keys.id,
  );
  pool.families.addAccessToken(accessToken, { family, diesWithFamily: !detached });
  return { accessToken, idToken, expiresInSeconds: validity.access };
}

interface TokenFacts extends Pick<Issue, 'pool' | 'client' | 'family'> {
  readonly iat: number;
  readonly originJti: string;
}

function accessClaims({ pool, client, family, iat, originJti }: TokenFacts, exp: number): Claims {
  return {
    sub: family.user.sub,
    ...groupsOf(family),
    iss: pool.issuer,
    ...(isFromDomain(family) ? { version: 2 } : {}),
    client_id: client.clientId,
    ...(namesOrigin(client) ? { origin_jti: originJti } : {}),
    event_id: family.eventId,
    token_use: 'access',
    scope: family.scopes.join(' '),
    auth_time: family.authTimeSeconds,
    exp,
    iat,
    jti: randomUUID(),
    username: family.user.username,
  };
}

function idClaims({ pool, client, family, iat, originJti }: TokenFacts, exp: number): Claims {
  return {
    ...(namesOrigin(client) ? { origin_jti: originJti } : {}),
    ...attributesOf(family.user),
    ...groupsOf(family),
    aud: client.clientId,
    event_id: family.eventId,
    token_use: 'id',
    auth_time: family.authTimeSeconds,
    iss: pool.issuer,
    'cognito:username': family.user.username,
    exp,
    iat,
    ...(namesOrigin(client) ? { jti: randomUUID() } : {}),
  };
}

function oidcClaims(family: TokenFamily, accessToken: string, nonce: string | undefined): Claims {
  if (!isFromDomain(family)) return {};
  const half = createHash('sha256').update(accessToken).digest().subarray(0, 16);
  return { at_hash: half.toString('base64url'), ...(nonce === undefined ? {} : { nonce }) };
}

function isFromDomain({ scopes }: TokenFamily): boolean {
  return scopes.includes('openid');
}

function groupsOf({ user }: TokenFamily): Claims {
  return user.groups.length === 0 ? {} : { 'cognito:groups': user.groups };
}

function attributesOf({ attributes }: User): Claims {
  return Object.fromEntries(
    [...attributes].map(([name, value]) => [name, name === 'email_verified' ? value === 'true' : value]),
  );
}
