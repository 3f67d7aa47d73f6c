import { readFeedKeys, type FeedKeySet } from '../../tokens/feed/feed-key.ts';
import { openBatch, type OpenedBatch } from '../../tokens/feed/open-batch.ts';
import type { GuardSettings } from '../guard-options.ts';
import type { FailedRequest, FeedRequests } from './feed-requests.ts';

/** Opens batches with the keys that the guard trusts. */
export interface TrustedKeys {
  /**
   * Never throws. Fetches the keys anew if the batch names an unknown one, at most twice a minute; where they could not be
   * had, with the next batch.
   */
  open(jws: string, signal: AbortSignal): Promise<OpenedBatch | FailedRequest>;
}

const REFETCH_AFTER_MS = 30_000;

/** @throws TypeError when keys are pinned and one of them is no Ed25519 key with a `kid` */
export function createTrustedKeys(
  { trustedKeys, clock }: Pick<GuardSettings, 'trustedKeys' | 'clock'>,
  requests: Pick<FeedRequests, 'document'>,
): TrustedKeys {
  if (!('url' in trustedKeys)) {
    const pinned = readFeedKeys(trustedKeys);
    if (pinned.size !== trustedKeys.length) {
      throw new TypeError(
        'Each of trustedKeys must be an Ed25519 public key as a JSON Web Key, with its own kid.',
      );
    }
    return { open: (jws) => Promise.resolve(openBatch(jws, pinned)) };
  }

  let keys: FeedKeySet = new Map();
  let fetchedAtMs = Number.NEGATIVE_INFINITY;
  return {
    async open(jws, signal) {
      const opened = openBatch(jws, keys);
      const isUnknown = opened.kind === 'refused' && opened.why === 'unknown-key';
      if (!isUnknown || Math.abs(clock.nowMs() - fetchedAtMs) < REFETCH_AFTER_MS) return opened;
      const answer = await requests.document(trustedKeys.url, signal);
      if (answer.kind === 'failed') return answer;
      fetchedAtMs = clock.nowMs();
      keys = readKeySet(answer.text);
      return openBatch(jws, keys);
    },
  };
}

function readKeySet(text: string): FeedKeySet {
  try {
    return readFeedKeys(JSON.parse(text));
  } catch {
    return new Map();
  }
}
