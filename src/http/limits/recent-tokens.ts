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
 * somebody else has sent a token before.
 */
export function createRecentTokens(): RecentTokens {
  const retries = new Map<string, number>();
  return {
    isFreeRetry(address, fingerprint) {
      const key = `${address} ${fingerprint}`;
      const tried = retries.get(key);
      if (tried === undefined || tried >= FREE_RETRIES) return false;
      retries.set(key, tried + 1);
      return true;
    },
    remember(address, fingerprint) {
      const key = `${address} ${fingerprint}`;
      if (retries.has(key)) return;
      retries.set(key, 0);
      const [oldest] = retries.size > REMEMBERED_MAX ? retries.keys() : [];
      if (oldest !== undefined) retries.delete(oldest);
    },
  };
}
