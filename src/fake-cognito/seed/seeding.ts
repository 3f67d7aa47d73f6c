import { madeUpPoolId } from '../made-up.ts';
import type { AppClientChanges, NewAppClient, SeededAppClient } from './seeded-app-client.ts';
import { appClientFrom, applyChanges } from './seeded-app-client.ts';
import { seededSignIn, type SignInShortcut, type StartedSession, type Tokens } from './seeded-sign-in.ts';
import { createKeyring, jwksOf, type Jwks } from '../pool/signing-keys.ts';
import { isRevoked } from '../pool/token-families.ts';
import { disableUser, type NewUser } from '../pool/user.ts';
import {
  addUser,
  createUserPool,
  findUser,
  type SignInBy,
  type UserPool,
  type UserPoolTier,
} from '../pool/user-pool.ts';
import { findClient, runDueEffects, type ClientOfPool, type World } from '../world.ts';

export interface NewSeededUserPool {
  /** A real-looking id is made up where none is given; its part before `_` should be the Region. */
  readonly id?: string;
  readonly region: string;
  /** Host name of the pool's domain. The domain's endpoints are at the fake's own address too. */
  readonly domain?: string;
  /** `username` unless told otherwise; by `email`, the names of new users are their addresses, and Cognito makes up others. */
  readonly signInBy?: SignInBy;
  /** Whether user session tracking is on; off unless told otherwise, as at Cognito. */
  readonly sessionTracking?: boolean;
  /** None unless told otherwise. */
  readonly tags?: Readonly<Record<string, string>>;
  /** `ESSENTIALS` unless told otherwise, as at Cognito. */
  readonly tier?: UserPoolTier;
}

export interface SeededUserPool {
  readonly id: string;
  readonly region: string;
  /** AWS's real issuer string. */
  readonly issuer: string;
  readonly domain: string | undefined;
  /** For `cacheJwks` of aws-jwt-verify. */
  readonly jwks: Jwks;
}

export interface SeededUser {
  readonly sub: string;
  readonly username: string;
}

export interface NewSeededUser extends NewUser {
  readonly userPoolId: string;
}

export interface UserName {
  readonly userPoolId: string;
  readonly username: string;
}

/** Sets up and inspects what the fake knows, without HTTP. Every method throws an Error for an id that is unknown. */
export interface Seeding {
  createUserPool(pool: NewSeededUserPool): Promise<SeededUserPool>;
  createAppClient(client: NewAppClient): SeededAppClient;
  /** Changes what is given and keeps the rest (unlike UpdateUserPoolClient). */
  updateAppClient(clientId: string, changes: AppClientChanges): SeededAppClient;
  deleteAppClient(clientId: string): void;
  createUser(user: NewSeededUser): SeededUser;
  disableUser(user: UserName): void;
  enableUser(user: UserName): void;
  deleteUser(user: UserName): void;
  /** Starts a session as a sign-in over the API would, without asking for the password. */
  signIn(signIn: SignInShortcut): Tokens;
  /** The same, and tells the ids that Cognito gives to the sessions. */
  startSession(signIn: SignInShortcut): StartedSession;
  /** Whether a refresh token is good (`live`), was revoked, or was never issued. Expiry is not looked at. */
  refreshTokenState(refreshToken: string): 'live' | 'revoked' | 'unknown';
}

export function createSeeding(world: World): Seeding {
  const nextKeys = createKeyring();
  const startSession = (shortcut: SignInShortcut): StartedSession => {
    const found = clientIn(world, shortcut.clientId);
    return seededSignIn(found, userIn(found.pool, shortcut.username), shortcut, world);
  };
  return {
    ...poolSeeding(world, nextKeys),
    ...clientSeeding(world),
    ...userSeeding(world),
    signIn: (shortcut) => {
      const { accessToken, idToken, refreshToken } = startSession(shortcut);
      return { accessToken, idToken, refreshToken };
    },
    startSession,
    refreshTokenState: (refreshToken) => {
      runDueEffects(world);
      const records = [...world.pools.values()].map(({ families }) =>
        families.findRefreshToken(refreshToken),
      );
      const record = records.find((found) => found !== undefined);
      if (record === undefined) return 'unknown';
      return isRevoked(record.family) ? 'revoked' : 'live';
    },
  };
}

function poolSeeding(
  world: World,
  nextKeys: ReturnType<typeof createKeyring>,
): Pick<Seeding, 'createUserPool'> {
  return {
    createUserPool: async (newPool) => {
      const { region, id = madeUpPoolId(region), domain, sessionTracking = false } = newPool;
      const { tags = {}, tier = 'ESSENTIALS', signInBy = 'username' } = newPool;
      if (sessionTracking && tier === 'LITE') throw new Error('the tier LITE has no session tracking');
      if (world.pools.has(id)) throw new Error(`user pool ${id} exists already`);
      const pool = createUserPool({
        id,
        region,
        domain,
        signInBy,
        sessionTracking,
        tags,
        tier,
        keys: await nextKeys(),
      });
      world.pools.set(id, pool);
      return { id, region, issuer: pool.issuer, domain, jwks: jwksOf(pool.keys) };
    },
  };
}

function clientSeeding(
  world: World,
): Pick<Seeding, 'createAppClient' | 'updateAppClient' | 'deleteAppClient'> {
  return {
    createAppClient: (newClient) => {
      const pool = poolIn(world, newClient.userPoolId);
      const client = appClientFrom(newClient, world.clock.nowMs());
      if (findClient(world, client.clientId) !== undefined) {
        throw new Error(`app client ${client.clientId} exists already`);
      }
      pool.clients.set(client.clientId, client);
      return { clientId: client.clientId, userPoolId: pool.id, secret: client.secrets[0]?.value };
    },
    updateAppClient: (clientId, changes) => {
      const { pool, client } = clientIn(world, clientId);
      applyChanges(client, changes, world.clock.nowMs());
      return { clientId, userPoolId: pool.id, secret: client.secrets[0]?.value };
    },
    deleteAppClient: (clientId) => {
      clientIn(world, clientId).pool.clients.delete(clientId);
    },
  };
}

function userSeeding(
  world: World,
): Pick<Seeding, 'createUser' | 'disableUser' | 'enableUser' | 'deleteUser'> {
  const find = ({ userPoolId, username }: UserName) => userIn(poolIn(world, userPoolId), username);
  return {
    createUser: ({ userPoolId, ...newUser }) => {
      const user = addUser(poolIn(world, userPoolId), newUser);
      if (user === undefined) throw new Error(`user ${newUser.username} exists already`);
      return { sub: user.sub, username: user.username };
    },
    disableUser: (name) => disableUser(find(name)),
    enableUser: (name) => {
      find(name).enabled = true;
    },
    deleteUser: (name) => {
      poolIn(world, name.userPoolId).users.delete(find(name).username);
    },
  };
}

function poolIn(world: World, userPoolId: string): UserPool {
  const pool = world.pools.get(userPoolId);
  if (pool === undefined) throw new Error(`no user pool ${userPoolId}`);
  return pool;
}

function clientIn(world: World, clientId: string): ClientOfPool {
  const found = findClient(world, clientId);
  if (found === undefined) throw new Error(`no app client ${clientId}`);
  return found;
}

function userIn(pool: UserPool, username: string) {
  const user = findUser(pool, username);
  if (user === undefined) throw new Error(`no user ${username} in ${pool.id}`);
  return user;
}
