import type { AuditedRequest } from '../intents/intent.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import type { DeniableClaims } from '../../tokens/denylist/is-denied.ts';
import type { RevocationBatch } from '../../tokens/feed/revocation-batch.ts';

/**
 * The denylist, and the history of what came onto it, which guards follow by cursors.
 *
 * Entries are signed with a key that is not in the database. One that was edited there, or put there by somebody else,
 * counts for nothing and is told to the operator; one that was deleted cannot be noticed.
 */
export interface Denials {
  /** `none`: a restart of the process forgets everything, and begins another history. */
  readonly durability: 'none' | 'durable';

  /**
   * Puts entries on the denylist. Once it resolves they are as safe as `durability` says, and every page that is read
   * from then on, by whatever instance, has them. An entry that adds nothing to what is there already is not repeated.
   *
   * @param request for the audit trail, in which it stands as one event, where no other event tells of it
   * @throws ServiceError `not-durable` when they could not be stored: then none of them is there
   */
  add(denials: readonly Denial[], request?: AuditedRequest): Promise<void>;

  /**
   * What was denied after a cursor, at most `max` entries, without those that have ended. Without a cursor, or with
   * one that is not of this history, the page begins at `null`.
   *
   * @throws ServiceError `not-durable` when the store is out of reach
   */
  since(cursor: string | undefined, max: number): Promise<RevocationBatch>;

  /**
   * Whether a token with these claims was denied, by whatever instance.
   *
   * @throws ServiceError `not-durable` when the store is out of reach: then nobody knows
   */
  hits(claims: DeniableClaims): Promise<boolean>;

  /** Calls the listener when entries were added, here or by another instance. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}
