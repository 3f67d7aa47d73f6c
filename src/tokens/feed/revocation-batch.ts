import type { Denial } from '../denylist/denial.ts';

/**
 * A piece of the feed: everything that was denied after the cursor `from`, up to the cursor `to`.
 *
 * Cursors are opaque to readers, who only compare them. `from: null` is the beginning: with it, what the reader held
 * before is not needed. An `epoch` is one continuous history of cursors: a service that lost its store, or got an
 * older state of it back, begins another one.
 */
export interface RevocationBatch {
  readonly epoch: string;
  readonly from: string | null;
  readonly to: string;
  /** Whether nothing was denied beyond `to` when the batch was made. Otherwise there is more to fetch. */
  readonly upToDate: boolean;
  /** When the batch was made, in milliseconds since the epoch by the service's clock. */
  readonly asOfMs: number;
  readonly denials: readonly Denial[];
  /** The user pools that the reader may know of, where that is not all: denials of others are left out. */
  readonly onlyUserPoolIds?: readonly string[] | undefined;
}

/** What a cursor or an epoch may look like: it goes into URLs, header fields and event streams as it is. */
export const CURSOR_PATTERN = /^[A-Za-z0-9._~-]{1,128}$/;
