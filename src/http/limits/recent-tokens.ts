/** How many tries of one token from one address are free after the first one. */
const FREE_RETRIES = 10;
const REMEMBERED_MAX = 20_000;

/** A token, by its fingerprint, and the address that it came from. */
export type TokenOfAddress = `${string} ${string}`;

/** `new`: not counted yet. `free`: one more try of something counted before. `spent`: one too many of those. */
export type TryOfToken = 'new' | 'free' | 'spent';

/** Knows which tokens an address has been counted for already. Holds fingerprints only. */
export interface RecentTokens {
  /** Counts one more try of what was counted before. */
  tryAgain(pair: TokenOfAddress): TryOfToken;
  /** Remembers what was new, unless another request with it has come first. */
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
  return {
    tryAgain(pair) {
      const tried = newer.get(pair) ?? older.get(pair);
      if (tried === undefined) return 'new';
      if (tried >= FREE_RETRIES) return 'spent';
      newer.set(pair, tried + 1);
      return 'free';
    },
    remember(pair) {
      if (newer.has(pair) || older.has(pair)) return;
      if (newer.size >= REMEMBERED_MAX / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(pair, 0);
    },
  };
}
