import type { LimitSubject } from '../revocation/ports/request-limiter.ts';

/** How many of a subject's requests are allowed in a window, and for how long it is refused afterwards. */
export interface LimitPolicy {
  readonly limit: number;
  readonly windowSeconds: number;
  /**
   * For failures: using up the limit blocks the subject for this long, twice as long each time it happens again,
   * up to the maximum. The count of blocks is forgotten after the maximum has passed without one.
   */
  readonly block?: { readonly seconds: number; readonly secondsMax: number };
}

export type LimitPolicies = Record<LimitSubject['kind'], LimitPolicy>;

/**
 * Generous where people share an address (an office logs out at five o'clock), since a logout is a safety action;
 * tight where credentials are guessed.
 */
export const DEFAULT_LIMIT_POLICIES: LimitPolicies = {
  'client-address': { limit: 60, windowSeconds: 60 },
  user: { limit: 30, windowSeconds: 60 },
  'app-client': { limit: 200, windowSeconds: 1 },
  admin: { limit: 20, windowSeconds: 2 },
  reader: { limit: 2000, windowSeconds: 1 },
  'admin-failure': { limit: 5, windowSeconds: 900, block: { seconds: 900, secondsMax: 86_400 } },
};
