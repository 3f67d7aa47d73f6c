import type { LimitDecision } from '../../revocation/ports/request-limiter.ts';

/** The limit of a budget, as an item of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers). */
export function policyItem({ policy, limit, windowSeconds }: LimitDecision): string {
  return `"${policy}";q=${limit};w=${Math.ceil(windowSeconds)}`;
}

/** What is left of a budget, as an item of `RateLimit`. */
export function limitItem({ policy, remaining, resetSeconds }: LimitDecision): string {
  return `"${policy}";r=${Math.max(0, remaining)};t=${Math.ceil(resetSeconds)}`;
}
