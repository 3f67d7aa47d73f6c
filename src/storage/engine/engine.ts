import type { RunOperation } from './operations.ts';

/**
 * A database. It knows rows and transactions, and neither tokens nor keys that open them: the ports of the house are
 * made from it by `openStorage`, in the same way for all engines.
 */
export interface StorageEngine {
  readonly durability: 'none' | 'durable';
  readonly run: RunOperation;
  /** Whether a failure of `run` leaves open if its work was done, since the answer was lost. */
  isUnsure(cause: unknown): boolean;
  /** See `RevocationStore.onDue`. */
  onDue(listener: () => void): () => void;
  /** See `Denials.onChange`. */
  onDenied(listener: () => void): () => void;
  /** Lets what was begun finish, then closes. Operations after it reject. */
  close(): Promise<void>;
}
