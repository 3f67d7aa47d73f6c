import type { Clock } from '../ports/clock.ts';
import type { Denials } from '../ports/denials.ts';
import type { FeedSigner } from '../../tokens/feed/feed-key.ts';
import type { RevocationBatch } from '../../tokens/feed/revocation-batch.ts';
import { signBatch } from '../../tokens/feed/sign-batch.ts';

/** Which user pools a reader may know of. */
export type ReadableUserPools = 'all' | readonly string[];

export interface SignedBatch {
  /** The batch as a JWS. */
  readonly jws: string;
  readonly from: string | null;
  readonly to: string;
  readonly upToDate: boolean;
  /** How many denials it has. */
  readonly denials: number;
}

/** The denylist's history in signed batches, which many readers share. */
export interface SignedFeed {
  /**
   * The batch after a cursor. The same one is given out again for as long as nothing was denied, and at most for
   * `HEARTBEAT_MS`, since it says when it was made.
   *
   * @throws ServiceError `not-durable` when the store is out of reach
   */
  after(cursor: string | undefined, userPoolIds: ReadableUserPools): Promise<SignedBatch>;
  /** Calls the listener when there is more to read. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** How often readers are told that they have everything. */
export const HEARTBEAT_MS = 5000;

const DENIALS_A_BATCH = 10_000;
/** How many batches are kept for readers who stand at the same cursor. */
const SHARED_MAX = 16;

interface Shared {
  readonly batch: Promise<SignedBatch>;
  readonly madeAtMs: number;
}

export function createSignedFeed(parts: {
  readonly denials: Denials;
  readonly signer: FeedSigner;
  readonly clock: Clock;
  /** Less than 10,000 for tests. */
  readonly denialsABatch?: number;
}): SignedFeed {
  const { denials, signer, clock, denialsABatch = DENIALS_A_BATCH } = parts;
  let shared = new Map<string, Shared>();
  denials.onChange(() => (shared = new Map()));

  const make = async (cursor: string | undefined, userPoolIds: ReadableUserPools): Promise<SignedBatch> => {
    const batch = readable(await denials.since(cursor, denialsABatch), userPoolIds);
    const { from, to, upToDate } = batch;
    return { jws: signBatch(batch, signer), from, to, upToDate, denials: batch.denials.length };
  };

  return {
    after(cursor, userPoolIds) {
      const key = JSON.stringify([cursor, userPoolIds]);
      const known = shared.get(key);
      const nowMs = clock.nowMs();
      if (known !== undefined && Math.abs(nowMs - known.madeAtMs) < HEARTBEAT_MS) return known.batch;
      const batch = make(cursor, userPoolIds);
      share(shared, key, { batch, madeAtMs: nowMs });
      return batch;
    },
    onChange: (listener) => denials.onChange(listener),
  };
}

/** What failed is not shared, and the oldest makes room. */
function share(shared: Map<string, Shared>, key: string, entry: Shared): void {
  shared.delete(key);
  shared.set(key, entry);
  const [oldest] = shared.size > SHARED_MAX ? shared.keys() : [];
  if (oldest !== undefined) shared.delete(oldest);
  entry.batch.catch(() => shared.delete(key));
}

/**
 * Denials of other user pools are left out, and the batch says so: a reader of these would take it for everything. Cursors
 * stay the same.
 */
function readable(batch: RevocationBatch, userPoolIds: ReadableUserPools): RevocationBatch {
  if (userPoolIds === 'all') return batch;
  const denials = batch.denials.filter(({ userPoolId }) => userPoolIds.includes(userPoolId));
  return { ...batch, denials, onlyUserPoolIds: userPoolIds };
}
