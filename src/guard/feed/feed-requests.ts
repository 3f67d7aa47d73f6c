import type { FeedFailure } from '../guard-event.ts';
import type { GuardSettings } from '../guard-options.ts';
import { readEvents } from './event-stream.ts';
import type { FeedResponse } from './feed-fetch.ts';

/** More than the service ever puts into a batch. */
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

export interface FailedRequest {
  readonly kind: 'failed';
  readonly why: FeedFailure;
  readonly status?: number;
  /** What the service asked for by `Retry-After`. */
  readonly retryAfterMs?: number;
}

export interface TextAnswer {
  readonly kind: 'text';
  readonly text: string;
  readonly etag: string | undefined;
}

/** The requests that a guard makes. None throws: a failure is an answer too. */
export interface FeedRequests {
  /** The batch after a cursor, or the first one; `not-modified` if it is still the one with that entity tag. */
  page(
    cursor: string | undefined,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<TextAnswer | { readonly kind: 'not-modified' } | FailedRequest>;
  /** A JSON document of that URL, without the API key. */
  document(url: string, signal: AbortSignal): Promise<TextAnswer | FailedRequest>;
  /**
   * Reads the stream after a cursor until it ends, `onBatch` wants no more, or no batch came for `silenceTimeoutMs`.
   * Says how it ended: `closed` is the only good way.
   */
  stream(
    cursor: string | undefined,
    onBatch: (jws: string) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<FailedRequest>;
}

export function createFeedRequests(settings: GuardSettings): FeedRequests {
  const { fetch, requestTimeoutMs, silenceTimeoutMs, apiKey } = settings;
  const authorization = `Bearer ${apiKey}`;

  async function get(
    url: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<FeedResponse> {
    return fetch(url, { headers, redirect: 'error', signal });
  }

  return {
    page(cursor, etag, signal) {
      const url = pageUrl(settings.feedUrl, cursor);
      const ifChanged = etag === undefined ? {} : { 'if-none-match': etag };
      return attempt(signal, requestTimeoutMs, async (deadline) => {
        const response = await get(
          url,
          { authorization, accept: 'application/jose', ...ifChanged },
          deadline.signal,
        );
        if (response.status === 304) return { kind: 'not-modified' };
        if (response.status !== 200) return failureOf(response);
        return textAnswer(response);
      });
    },

    document: (url, signal) =>
      attempt(signal, requestTimeoutMs, async (deadline) => {
        const response = await get(url, { accept: 'application/json' }, deadline.signal);
        if (response.status !== 200) return failureOf(response);
        return textAnswer(response);
      }),

    stream: (cursor, onBatch, signal) =>
      attempt(signal, silenceTimeoutMs, async (deadline) => {
        const from = cursor === undefined ? {} : { 'last-event-id': cursor };
        const headers = { authorization, accept: 'text/event-stream', 'cache-control': 'no-cache', ...from };
        const response = await get(settings.streamUrl, headers, deadline.signal);
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
        if (response.status !== 200 || !isStream) return failureOf(response);
        for await (const jws of readEvents(response.body ?? NO_BODY, BATCH_BYTES_MAX)) {
          deadline.postpone();
          if (!(await onBatch(jws))) break;
        }
        return { kind: 'failed', why: 'closed' };
      }),
  };
}

const NO_BODY: AsyncIterable<Uint8Array> = (async function* nothing() {})();

interface Deadline {
  readonly signal: AbortSignal;
  postpone(): void;
}

/** Runs a request under a deadline, and turns whatever is thrown into a failure. Leaves no connection open. */
async function attempt<Result>(
  stopSignal: AbortSignal,
  timeoutMs: number,
  request: (deadline: Deadline) => Promise<Result>,
): Promise<Result | FailedRequest> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort();
  }, timeoutMs);
  stopSignal.addEventListener('abort', abort);
  if (stopSignal.aborted) abort();
  try {
    return await request({ signal: controller.signal, postpone: () => timer.refresh() });
  } catch (error) {
    if (timedOut) return { kind: 'failed', why: 'timeout' };
    return { kind: 'failed', why: error instanceof RangeError ? 'too-large' : 'network' };
  } finally {
    clearTimeout(timer);
    stopSignal.removeEventListener('abort', abort);
    abort();
  }
}

function pageUrl(feedUrl: string, cursor: string | undefined): string {
  const url = new URL(feedUrl);
  if (cursor !== undefined) url.searchParams.set('since', cursor);
  return url.href;
}

async function textAnswer(response: FeedResponse): Promise<TextAnswer> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? NO_BODY) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > BATCH_BYTES_MAX) throw new RangeError('A batch of the feed is too long.');
  }
  return { kind: 'text', text, etag: response.headers.get('etag') ?? undefined };
}

function failureOf({ status, headers }: FeedResponse): FailedRequest {
  const why = status === 401 || status === 403 ? 'unauthorized' : 'unexpected-status';
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { kind: 'failed', why, status, ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) };
}
