import { setTimeout as pause } from 'node:timers/promises';
import type { GuardEvent } from '../guard-event.ts';
import type { GuardSettings } from '../guard-options.ts';
import { createBackoff } from './backoff.ts';
import type { CaughtUp } from './catch-up.ts';
import type { FailedRequest } from './feed-requests.ts';
import type { StreamReader } from './stream-reader.ts';

export type Connection = 'stopped' | 'connecting' | 'streaming' | 'polling';

/** Keeps the guard's copy up to date. */
export interface FeedFollower {
  /** Follows the feed until the signal aborts. Never rejects. */
  follow(signal: AbortSignal): Promise<void>;
  connection(): Connection;
}

const RETRY_AFTER_MS_MAX = 60_000;

/**
 * Catches up from the cursor, then reads the stream; when that ends, begins again after a pause. Where no stream can be
 * had, catching up every now and then is all there is.
 */
export function createFeedFollower(parts: {
  readonly settings: Pick<GuardSettings, 'transport' | 'pollIntervalMs' | 'retryDelayMs'>;
  readonly catchUp: () => Promise<CaughtUp>;
  readonly streams: StreamReader;
  readonly report: (event: GuardEvent) => void;
}): FeedFollower {
  const { settings, catchUp, streams, report } = parts;
  const backoff = createBackoff(settings.retryDelayMs);
  let connection: Exclude<Connection, 'streaming'> = 'stopped';

  /** @returns how long to wait before the next round */
  async function round(signal: AbortSignal): Promise<number> {
    const caughtUp = await catchUp();
    if (signal.aborted) return 0;
    if (caughtUp.kind === 'failed') return afterFailure(caughtUp);
    backoff.reset();
    if (settings.transport === 'stream' && streams.mayRead()) {
      connection = 'connecting';
      return streams.read(signal);
    }
    connection = 'polling';
    return settings.pollIntervalMs * (0.5 + Math.random() / 2);
  }

  function afterFailure({ retryAfterMs = 0 }: FailedRequest): number {
    connection = 'connecting';
    return Math.max(backoff.nextMs(), Math.min(retryAfterMs, RETRY_AFTER_MS_MAX));
  }

  function afterFault(): number {
    report({ type: 'request-failed', why: 'unexpected' });
    return afterFailure({ kind: 'failed', why: 'unexpected' });
  }

  return {
    async follow(signal) {
      connection = 'connecting';
      while (!signal.aborted) {
        const pauseMs = await round(signal).catch(afterFault);
        await pause(pauseMs, undefined, { signal }).catch(() => {});
      }
      connection = 'stopped';
    },
    connection: () => (streams.isConnected() ? 'streaming' : connection),
  };
}
