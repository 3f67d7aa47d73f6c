/** Why something that was asked of the feed did not succeed. */
export type FeedFailure =
  /** The API key was refused (401 or 403). */
  | 'unauthorized'
  /** Any other answer than the expected one. */
  | 'unexpected-status'
  | 'network'
  /** No answer in time, or a stream that brought no batch for too long. */
  | 'timeout'
  /** A batch or an event exceeds 8 MiB. */
  | 'too-large'
  /** The batch is not signed by a trusted key, was tampered with, or is not understood. */
  | 'batch-refused'
  /** A batch does not begin where the guard stands, though it was asked for from there. */
  | 'gap'
  /** The stream ended. */
  | 'closed'
  /** Something that should not happen: a fault of the guard, or a clock that throws. */
  | 'unexpected';

/** Why the guard does not know the present state of the denylist. */
export type StaleReason =
  /** It has never received all of it. */
  | 'never-synced'
  /** It has received nothing newer for longer than `maxStalenessMs`. */
  | 'feed-silent'
  /**
   * What it received just now is older than `maxStalenessMs`, or from more than five minutes ahead: its clock and the
   * service's differ too much, or something in between holds the feed back.
   */
  | 'clock-skew';

/** What the guard has to tell a log or a metric. None of it holds a token, an identifier of a user, or the API key. */
export type GuardEvent =
  /** The whole denylist is known for the first time. */
  | { readonly type: 'ready'; readonly entries: number }
  | { readonly type: 'streaming' }
  /** The stream ended; it will be opened again, and what was missed is fetched first. */
  | { readonly type: 'stream-ended'; readonly why: FeedFailure; readonly status?: number }
  /** The stream cannot be had, so the feed is polled; the stream is tried again once a minute. */
  | { readonly type: 'polling' }
  | { readonly type: 'request-failed'; readonly why: FeedFailure; readonly status?: number }
  /** A batch was refused. Somebody may be tampering with the feed, or its key was changed. */
  | { readonly type: 'batch-refused'; readonly why: string }
  /** The feed skipped something; it is fetched again. */
  | { readonly type: 'gap' }
  /** The service began a new history, since it lost its store or got back an older one. What is known stays. */
  | { readonly type: 'epoch-changed' }
  /**
   * The user pools that the feed tells of from now on, since the API key is bound to them, or no longer is. Tokens of others
   * count as with stale knowledge.
   */
  | { readonly type: 'covers'; readonly userPoolIds: 'all' | readonly string[] }
  | { readonly type: 'stale'; readonly reason: StaleReason }
  | { readonly type: 'fresh' };
