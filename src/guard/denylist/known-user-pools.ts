import { randomBytes } from 'node:crypto';
import { mixed } from './identifier-hash.ts';

/**
 * What is known of one user pool. The seeds, of which no two are alike, keep apart what has the same name in different pools
 * or kinds.
 */
export interface KnownUserPool {
  readonly sessionSeed: number;
  readonly userSeed: number;
  readonly appClientSeed: number;
  /** The first second whose tokens are accepted: 0 while the pool as a whole is not denied. */
  notBeforeSeconds: number;
  expiresAtSeconds: number;
}

const SEEDS_A_POOL = 3;

/** The user pools that any denial ever named. */
export interface KnownUserPools {
  ofIssuer(issuer: string): KnownUserPool | undefined;
  /** The user pool of that id, from now on known. */
  get(userPoolId: string): KnownUserPool;
  /** The user pool, if there is exactly one. */
  only(): KnownUserPool | undefined;
  all(): readonly KnownUserPool[];
}

export function createKnownUserPools(): KnownUserPools {
  const seed = randomBytes(4).readInt32LE();
  const userPools = new Map<string, KnownUserPool>();
  // Tokens of one issuer come in a row: remembering the last one spares cutting the pool out of it each time.
  let lastIssuer: string | undefined;
  let lastUserPool: KnownUserPool | undefined;
  let only: KnownUserPool | undefined;

  return {
    ofIssuer(issuer) {
      if (issuer !== lastIssuer) {
        lastIssuer = issuer;
        lastUserPool = userPools.get(issuer.slice(issuer.lastIndexOf('/') + 1));
      }
      return lastUserPool;
    },

    get(userPoolId) {
      const known = userPools.get(userPoolId);
      if (known !== undefined) return known;
      const userPool = createKnownUserPool(seed + SEEDS_A_POOL * userPools.size);
      userPools.set(userPoolId, userPool);
      only = userPools.size === 1 ? userPool : undefined;
      lastIssuer = undefined;
      return userPool;
    },

    only: () => only,
    all: () => [...userPools.values()],
  };
}

function createKnownUserPool(firstSeed: number): KnownUserPool {
  return {
    sessionSeed: mixed(firstSeed),
    userSeed: mixed(firstSeed + 1),
    appClientSeed: mixed(firstSeed + 2),
    notBeforeSeconds: 0,
    expiresAtSeconds: 0,
  };
}
