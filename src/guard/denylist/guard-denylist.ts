import type { Denial } from '../../tokens/denylist/denial.ts';
import type { TokenClaims } from '../token-claims.ts';
import { createDenialTable, NEVER, type DenialTable } from './denial-table.ts';
import { createKnownUserPools, type KnownUserPool } from './known-user-pools.ts';

/** The denylist as a guard holds it: `isDenied` of `tokens/denylist`, over millions of denials at once. */
export interface GuardDenylist {
  /** Whether a denial hits the token, or the claims lack what a denial could hit. Takes no clock: see `sweep`. */
  hits(claims: TokenClaims | null | undefined): boolean;
  add(denial: Denial): void;
  /** Forgets a part of what ended before `nowSeconds`; in the end all of it, if called again and again. */
  sweep(nowSeconds: number): void;
  entries(): number;
  /** Size of the tables, in bytes. */
  bytes(): number;
}

const SEGMENTS_A_SWEEP = 4;

export function createGuardDenylist(): GuardDenylist {
  const tables = createTables();
  const { sessions, users, appClients, userPools } = tables;

  return {
    hits(claims) {
      if (typeof claims?.iss !== 'string' || typeof claims.iat !== 'number') return true;
      const only = userPools.only();
      // Where all denials are of one pool, few tokens are hit, and only of those the issuer needs to be looked at.
      if (only !== undefined) return hitsIn(tables, only, claims) && userPools.ofIssuer(claims.iss) === only;
      const userPool = userPools.ofIssuer(claims.iss);
      return userPool !== undefined && hitsIn(tables, userPool, claims);
    },

    add: (denial) => add(tables, denial),

    sweep(nowSeconds) {
      for (const table of [sessions, users, appClients]) table.sweep(nowSeconds, SEGMENTS_A_SWEEP);
      for (const userPool of userPools.all()) {
        if (userPool.expiresAtSeconds < nowSeconds) userPool.notBeforeSeconds = 0;
      }
    },

    entries() {
      const deniedPools = userPools.all().filter(({ notBeforeSeconds }) => notBeforeSeconds > 0);
      return sessions.entries() + users.entries() + appClients.entries() + deniedPools.length;
    },

    bytes: () => sessions.bytes() + users.bytes() + appClients.bytes(),
  };
}

type Tables = ReturnType<typeof createTables>;

function createTables() {
  return {
    sessions: createDenialTable('sessions'),
    users: createDenialTable('not-before-times'),
    appClients: createDenialTable('not-before-times'),
    userPools: createKnownUserPools(),
  };
}

function hitsIn(tables: Tables, userPool: KnownUserPool, claims: TokenClaims): boolean {
  const { iat = Number.NaN, origin_jti: originJti } = claims;
  return !(
    iat >= userPool.notBeforeSeconds &&
    (originJti === undefined || iat >= notBefore(tables.sessions, originJti, userPool.sessionSeed)) &&
    iat >= notBefore(tables.users, claims.sub, userPool.userSeed) &&
    iat >= notBefore(tables.appClients, claims.client_id ?? claims.aud, userPool.appClientSeed)
  );
}

function add({ sessions, users, appClients, userPools }: Tables, denial: Denial): void {
  const userPool = userPools.get(denial.userPoolId);
  const { expiresAtSeconds } = denial;
  switch (denial.kind) {
    case 'session':
      sessions.add(denial.originJti, userPool.sessionSeed, NEVER, expiresAtSeconds);
      break;
    case 'user':
      users.add(denial.sub, userPool.userSeed, denial.notBeforeSeconds, expiresAtSeconds);
      break;
    case 'app-client':
      appClients.add(denial.clientId, userPool.appClientSeed, denial.notBeforeSeconds, expiresAtSeconds);
      break;
    case 'user-pool':
      userPool.notBeforeSeconds = Math.max(userPool.notBeforeSeconds, denial.notBeforeSeconds);
      userPool.expiresAtSeconds = Math.max(userPool.expiresAtSeconds, expiresAtSeconds);
  }
}

/** The first second whose tokens are accepted. A claim that should be there and is not, is never accepted. */
function notBefore(table: DenialTable, claim: unknown, seed: number): number {
  if (table.entries() === 0) return 0;
  if (typeof claim === 'string') return table.notBeforeOf(claim, seed);
  if (!Array.isArray(claim) || claim.length === 0) return NEVER;
  return Math.max(...claim.map((one) => notBefore(table, one, seed)));
}
