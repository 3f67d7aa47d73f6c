import type { Database } from 'better-sqlite3';
import type { ParkedFilter } from '../../../revocation/ports/revocation-store.ts';
import type { IntentRecord } from '../../engine/intent-record.ts';

/** Finds the parked intents that match, oldest first, or those first that were tried least often. */
export function createParkedSearch(db: Database, order: 'number' | 'attempts, number' = 'number') {
  const search = db.prepare<[Record<string, string | number | null>], IntentRecord>(
    `SELECT * FROM intents WHERE parked_cause IS NOT NULL
       AND (@cause IS NULL OR parked_cause = @cause)
       AND (@userPoolId IS NULL OR user_pool_id = @userPoolId)
       AND (@receiptId IS NULL OR receipt_id = @receiptId)
       AND (@anyClient = 1 OR client_id IS @clientId)
       AND number > @after
     ORDER BY ${order} LIMIT @max`,
  );
  return (
    { cause, userPoolId, clientId, receiptId }: ParkedFilter,
    max: number,
    after = 0,
  ): readonly IntentRecord[] =>
    search.all({
      cause: cause ?? null,
      userPoolId: userPoolId ?? null,
      receiptId: receiptId ?? null,
      anyClient: clientId === undefined ? 1 : 0,
      clientId: clientId ?? null,
      max,
      after,
    });
}
