import { createNewestMap } from '../../collections/newest-map.ts';

/** How many tries of one token from one address are free after the first one. */
const FREE_RETRIES = 10;
/** A power of two fills V8's tables. */
const REMEMBERED_MIN = 8192;

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
 * somebody else has sent a token before.
 */
export function createRecentTokens(): RecentTokens {
  const retries = createNewestMap<TokenOfAddress, number>(REMEMBERED_MIN);
  return {
    isFreeRetry(pair) {
      const tried = retries.get(pair);
      if (tried === undefined || tried >= FREE_RETRIES) return false;
      retries.set(pair, tried + 1);
      return true;
    },
    remember(pair) {
      if (retries.get(pair) === undefined) retries.set(pair, 0);
    },
  };
}
