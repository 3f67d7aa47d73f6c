import type { LimitDecision } from '../../revocation/ports/request-limiter.ts';

/**
 * How budgets stand, as headers of an answer; none if there are none. Both are lists of structured fields (RFC 9651), with an
 * item for each budget.
 * Source: draft-ietf-httpapi-ratelimit-headers
 */
export function rateLimitHeaders(decisions: readonly LimitDecision[]): Readonly<Record<string, string>> {
  if (decisions.length === 0) return {};
  return {
    'ratelimit-policy': decisions.map(policyItem).join(', '),
    ratelimit: decisions.map(limitItem).join(', '),
  };
}

/** The limit of a budget, as an item of `RateLimit-Policy`. */
function policyItem({ policy, limit, windowSeconds }: LimitDecision): string {
  return `"${policy}";q=${limit};w=${Math.ceil(windowSeconds)}`;
}

/** What is left of a budget, as an item of `RateLimit`. */
function limitItem({ policy, remaining, resetSeconds }: LimitDecision): string {
  return `"${policy}";r=${Math.max(0, remaining)};t=${Math.ceil(resetSeconds)}`;
}
