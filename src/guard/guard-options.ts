import type { FeedJwk } from '../tokens/feed/feed-key.ts';
import type { FeedFetch } from './feed/feed-fetch.ts';
import type { GuardEvent } from './guard-event.ts';

export interface GuardOptions {
  /** The feed of the service: `https://<service>/revocations`. Plain http is taken for this machine only. */
  readonly feedUrl: string;
  /** An API key of the service with the scope `feed`. */
  readonly apiKey: string;
  /**
   * The public keys that sign the feed: pinned, or the URL of a JSON Web Key Set. Pinned keys hold against a
   * compromised proxy or CDN; a URL is as trustworthy as the way to it, and follows a change of keys by itself.
   */
  readonly trustedKeys: readonly FeedJwk[] | { readonly url: string };
  /**
   * What becomes of a token that nobody is known to have denied, when the guard's knowledge is older than
   * `maxStalenessMs`, or it has none yet. `deny`: nobody gets in until the feed is back. `allow`: tokens that were
   * denied since then get in. There is no default: only you know which is worse.
   */
  readonly onStale: 'deny' | 'allow';
  /** How old the guard's knowledge may be. The feed says every 5 seconds that it is complete: not less than 15,000. */
  readonly maxStalenessMs: number;
  /**
   * `stream` (the default) hears of a denial within milliseconds, and polls when a proxy swallows the stream. `poll`
   * asks every `pollIntervalMs`. `on-demand` asks only when `refresh` is called: for processes that are frozen between
   * requests, such as AWS Lambda.
   */
  readonly transport?: 'stream' | 'poll' | 'on-demand';
  /** 5,000 if not given. */
  readonly pollIntervalMs?: number;
  /** After which a request is given up: 10,000 if not given. */
  readonly requestTimeoutMs?: number;
  /** After which a stream that brings no batch is given up: 20,000 if not given. */
  readonly silenceTimeoutMs?: number;
  /** Bounds of the pause after a failure, which grows and is random: 250 to 15,000 if not given. */
  readonly retryDelayMs?: { readonly min: number; readonly max: number };
  /** Also takes `http:` for other machines than this one: the API key then travels in the clear. */
  readonly allowPlainHttp?: boolean;
  /** Hears what happens, for logs and metrics. What it throws is ignored. */
  readonly onEvent?: (event: GuardEvent) => void;
  readonly fetch?: FeedFetch;
  /** Must be the clock by which the resource server checks `exp`. */
  readonly clock?: { nowMs(): number };
}

/** The options with their defaults. */
export interface GuardSettings extends Required<Omit<GuardOptions, 'allowPlainHttp'>> {
  readonly streamUrl: string;
}

const TRANSPORTS: readonly string[] = ['stream', 'poll', 'on-demand'];
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Checks the options, since a program in plain JavaScript has nothing else that does.
 *
 * @throws TypeError that names everything that is wrong with them
 */
export function readGuardOptions(options: GuardOptions): GuardSettings {
  const problems = [...problemsOf(options)];
  if (problems.length > 0) throw new TypeError(`The guard's options are not usable: ${problems.join('; ')}.`);
  return {
    transport: 'stream',
    pollIntervalMs: 5_000,
    requestTimeoutMs: 10_000,
    silenceTimeoutMs: 20_000,
    retryDelayMs: { min: 250, max: 15_000 },
    onEvent: () => {},
    fetch: globalThis.fetch,
    clock: { nowMs: () => Date.now() },
    ...withoutUndefined(options),
    feedUrl: withPath(options.feedUrl, ''),
    streamUrl: withPath(options.feedUrl, '/stream'),
  };
}

function* problemsOf(options: GuardOptions): Iterable<string> {
  const { onStale, maxStalenessMs, apiKey, trustedKeys, allowPlainHttp = false } = options;
  const { transport = 'stream', retryDelayMs = { min: 1, max: 1 } } = options;
  const { url: keySetUrl } = (trustedKeys ?? {}) as { readonly url?: unknown };
  yield* urlProblems('feedUrl', options.feedUrl, allowPlainHttp);
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey)) {
    yield 'apiKey must be given, and nothing with it: no "Bearer", no space, no line end';
  }
  if (onStale !== 'deny' && onStale !== 'allow')
    yield "onStale must be 'deny' or 'allow', and has no default";
  if (!isPositive(maxStalenessMs)) yield 'maxStalenessMs must be a positive number, and has no default';
  if (Array.isArray(trustedKeys)) {
    if (trustedKeys.length === 0) yield 'trustedKeys must hold at least one key';
  } else if (keySetUrl === undefined) {
    yield 'trustedKeys must be a list of public keys, or { url } of a key set';
  } else {
    yield* urlProblems('trustedKeys.url', keySetUrl, allowPlainHttp);
  }
  if (!TRANSPORTS.includes(transport)) yield `transport must be one of ${TRANSPORTS.join(', ')}`;
  if (!(retryDelayMs.min > 0 && retryDelayMs.max >= retryDelayMs.min && Number.isFinite(retryDelayMs.max))) {
    yield 'retryDelayMs must have a positive min, and a max that is not less';
  }
  for (const name of ['pollIntervalMs', 'requestTimeoutMs', 'silenceTimeoutMs'] as const) {
    if (options[name] !== undefined && !isPositive(options[name])) yield `${name} must be a positive number`;
  }
}

function* urlProblems(name: string, value: unknown, allowPlainHttp: boolean): Iterable<string> {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) yield `${name} must be an https URL`;
  else if (url.protocol === 'http:' && !allowPlainHttp && !LOCAL_HOSTS.includes(url.hostname)) {
    yield `${name} must be an https URL, unless allowPlainHttp is set`;
  }
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** `exactOptionalPropertyTypes` forbids an explicit undefined, but JavaScript and laxer compilers do not. */
function withoutUndefined(options: GuardOptions): GuardOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as GuardOptions;
}

/** The address of the feed, which may end in a slash, and what comes behind it. */
function withPath(feedUrl: string, behind: string): string {
  const url = new URL(feedUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${behind}`;
  return url.href;
}
