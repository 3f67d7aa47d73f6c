import type { LimitDecision } from '../../revocation/ports/request-limiter.ts';

/**
 * `RateLimit-Policy` and `RateLimit` for the budgets that a request was counted against, as structured fields
 * (draft-ietf-httpapi-ratelimit-headers).
 */
export function rateLimitHeaders(decisions: readonly LimitDecision[]): Record<string, string> {
  return {
    'RateLimit-Policy': decisions
      .map(({ policy, limit, windowSeconds }) => `"${policy}";q=${limit};w=${Math.ceil(windowSeconds)}`)
      .join(', '),
    RateLimit: decisions
      .map(({ policy, remaining, resetSeconds }) => {
        return `"${policy}";r=${Math.max(0, remaining)};t=${Math.ceil(resetSeconds)}`;
      })
      .join(', '),
  };
}
