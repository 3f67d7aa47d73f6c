/** What the guard needs of an answer of `fetch`. */
export interface FeedResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** What the guard needs of `fetch`. The global one fits; another one may bring a proxy or a private certificate. */
export type FeedFetch = (
  url: string,
  init: {
    readonly headers: Record<string, string>;
    readonly redirect: 'error';
    readonly signal: AbortSignal;
  },
) => Promise<FeedResponse>;
