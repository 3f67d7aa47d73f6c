/** How many tries of one token from one address are free after the first one. */
const FREE_RETRIES = 10;
const REMEMBERED_MAX = 20_000;

/** Knows which tokens an address has been counted for already. Holds fingerprints only. */
export interface RecentTokens {
  /** Whether this is one more try of something counted before, and still free. */
  isFreeRetry(address: string, fingerprint: string): boolean;
  remember(address: string, fingerprint: string): void;
}

/**
 * Remembers the newest pairs of address and token. By address, so that what a limit answers never tells whether
 * somebody else has sent a token before. Kept in two halves, the older of which is forgotten as a whole: to find the
 * oldest of a map of which many were taken out takes longer than all the rest here.
 */
export function createRecentTokens(): RecentTokens {
  let newer = new Map<string, number>();
  let older = new Map<string, number>();
  const retriesOf = (key: string): number | undefined => newer.get(key) ?? older.get(key);
  return {
    isFreeRetry(address, fingerprint) {
      const key = `${address} ${fingerprint}`;
      const tried = retriesOf(key);
      if (tried === undefined || tried >= FREE_RETRIES) return false;
      newer.set(key, tried + 1);
      return true;
    },
    remember(address, fingerprint) {
      const key = `${address} ${fingerprint}`;
      if (retriesOf(key) !== undefined) return;
      if (newer.size >= REMEMBERED_MAX / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(key, 0);
    },
  };
}
