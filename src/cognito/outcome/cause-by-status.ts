import type { RetryCause } from '../../revocation/ports/upstream-outcome.ts';

/** Why there is no outcome, by the HTTP status of an answer that names no reason of its own. */
export function causeByStatus(status: number): RetryCause {
  if (status === 429) return 'throttled';
  if (status === 403) return 'forbidden';
  return status >= 500 ? 'server-error' : 'unusable-answer';
}
