/** How many tries of one token from one address are free after the first one. */
const FREE_RETRIES = 10;
const REMEMBERED_MAX = 20_000;

/** A token, by its fingerprint, and the address that it came from. */
export type TokenOfAddress = `${string} ${string}`;

/** Knows which tokens an address has been counted for already. Holds fingerprints only. */
export interface RecentTokens {
  /** Whether this is one more try of something counted before, and still free. */
  isFreeRetry(pair: TokenOfAddress): boolean;
  remember(pair: TokenOfAddress): void;
}

/**
 * Remembers the newest pairs of address and token. By address, so that what a limit answers never tells whether
 * somebody else has sent a token before. Kept in two halves, the older of which is forgotten as a whole: to find the
 * oldest of a map of which many were taken out takes longer than all the rest here.
 */
export function createRecentTokens(): RecentTokens {
  let newer = new Map<TokenOfAddress, number>();
  let older = new Map<TokenOfAddress, number>();
  const retriesOf = (pair: TokenOfAddress): number | undefined => newer.get(pair) ?? older.get(pair);
  return {
    isFreeRetry(pair) {
      const tried = retriesOf(pair);
      if (tried === undefined || tried >= FREE_RETRIES) return false;
      newer.set(pair, tried + 1);
      return true;
    },
    remember(pair) {
      if (retriesOf(pair) !== undefined) return;
      if (newer.size >= REMEMBERED_MAX / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(pair, 0);
    },
  };
}
