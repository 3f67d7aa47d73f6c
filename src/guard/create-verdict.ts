import type { GuardDenylist } from './denylist/guard-denylist.ts';
import type { Freshness } from './freshness.ts';
import type { Verdict } from './guard.ts';
import type { GuardSettings } from './guard-options.ts';
import type { TokenClaims } from './token-claims.ts';

/**
 * The decision over a token. What is known to be denied is refused whatever the policy; the clock is looked at only
 * where the answer depends on it.
 */
export function createVerdict(
  denylist: Pick<GuardDenylist, 'hits'>,
  freshness: Pick<Freshness, 'isStale'>,
  { onStale, clock }: Pick<GuardSettings, 'onStale' | 'clock'>,
): (claims: TokenClaims) => Verdict {
  const deniesWhenStale = onStale === 'deny';
  return (claims) => {
    if (denylist.hits(claims)) return 'denied';
    return deniesWhenStale && freshness.isStale(clock.nowMs()) ? 'stale' : 'accepted';
  };
}
