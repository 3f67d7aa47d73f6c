import type { AnswerHeaders } from '../upstream-connections.ts';

const SECONDS_MAX = 300;

/** `Retry-After` in the form in seconds (RFC 9110 section 10.2.3), five minutes at most. */
export function retryAfterSeconds(headers: AnswerHeaders = {}): number | undefined {
  const header = headers['retry-after'];
  return typeof header === 'string' && /^\d{1,9}$/.test(header)
    ? Math.min(Number(header), SECONDS_MAX)
    : undefined;
}
