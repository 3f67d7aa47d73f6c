import type { ParkedFilter } from '../../../revocation/ports/revocation-store.ts';

/**
 * A query for the parked intents that match, oldest first, which locks them and skips what another instance is just
 * taking.
 *
 * @param order whether those that were tried least often go before the others
 * @param from number of the first of its parameters: those of `parkedParameters`, and then how many at most
 * @param condition one more that they have to meet
 */
export function parkedMatches(
  from: number,
  order: 'number' | 'attempts, number' = 'number',
  condition = 'true',
): string {
  return `
  SELECT number, due_at_ms FROM intents WHERE parked_cause IS NOT NULL
    AND ($${from}::text IS NULL OR parked_cause = $${from})
    AND ($${from + 1}::text IS NULL OR user_pool_id = $${from + 1})
    AND ($${from + 2}::text IS NULL OR receipt_id = $${from + 2})
    AND ($${from + 3}::boolean OR client_id IS NOT DISTINCT FROM $${from + 4}::text)
    AND ${condition}
  ORDER BY ${order} LIMIT $${from + 5} FOR UPDATE SKIP LOCKED`;
}

export function parkedParameters({ cause, userPoolId, receiptId, clientId }: ParkedFilter) {
  return [
    cause ?? null,
    userPoolId ?? null,
    receiptId ?? null,
    clientId === undefined,
    clientId ?? null,
  ] as const;
}
