import type { CoveredUserPools } from './covered-user-pools.ts';
import type { GuardDenylist } from './denylist/guard-denylist.ts';
import type { Freshness } from './freshness.ts';
import type { Verdict } from './guard.ts';
import type { GuardSettings } from './guard-options.ts';
import type { TokenClaims } from './token-claims.ts';

/**
 * The decision over a token. What is known to be denied is refused whatever the policy; the clock is looked at only
 * where the answer depends on it. Of a user pool that the feed does not tell of, nothing is known however young the rest is.
 */
export function createVerdict(
  denylist: Pick<GuardDenylist, 'hits'>,
  freshness: Pick<Freshness, 'isStale'>,
  covered: Pick<CoveredUserPools, 'includeIssuer'>,
  { onStale, clock }: Pick<GuardSettings, 'onStale' | 'clock'>,
): (claims: TokenClaims) => Verdict {
  const deniesWhenStale = onStale === 'deny';
  return (claims) => {
    if (denylist.hits(claims)) return 'denied';
    if (!deniesWhenStale) return 'accepted';
    const isKnown = covered.includeIssuer(claims.iss ?? '') && !freshness.isStale(clock.nowMs());
    return isKnown ? 'accepted' : 'stale';
  };
}
