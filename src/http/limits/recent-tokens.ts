import { createNewestMap } from '../../revocation/newest-map.ts';

/** How many tries of one token from one address are free after the first one. */
const FREE_RETRIES = 10;
const REMEMBERED_MIN = 10_000;

/** A token, by its fingerprint, and the address that it came from. */
export type TokenOfAddress = `${string} ${string}`;

/** Knows which tokens an address has been counted for already. Holds fingerprints only. */
export interface RecentTokens {
  /** What one more try is: the first as far as is known, one of those that are free after it, or one too many of them. */
  tryOf(pair: TokenOfAddress): 'first' | 'free' | 'late';
  /** To be told of a first try that was counted. */
  remember(pair: TokenOfAddress): void;
}

/**
 * Remembers the newest pairs of address and token. By address, so that what a limit answers never tells whether
 * somebody else has sent a token before.
 */
export function createRecentTokens(): RecentTokens {
  const retries = createNewestMap<TokenOfAddress, number>(REMEMBERED_MIN);
  return {
    tryOf(pair) {
      const tried = retries.get(pair);
      if (tried === undefined) return 'first';
      if (tried >= FREE_RETRIES) return 'late';
      retries.set(pair, tried + 1);
      return 'free';
    },
    remember: (pair) => retries.set(pair, 0),
  };
}
