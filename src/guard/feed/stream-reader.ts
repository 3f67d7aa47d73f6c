import type { GuardEvent } from '../guard-event.ts';
import type { GuardSettings } from '../guard-options.ts';
import { createBackoff } from './backoff.ts';
import type { FeedRequests } from './feed-requests.ts';
import type { Replica } from './replica.ts';

/** Reads the stream into the replica, as long as streams can be had. */
export interface StreamReader {
  /** False for a minute after three streams in a row that brought nothing. */
  mayRead(): boolean;
  /** Reads until the stream ends, from where the replica stands. @returns how long to wait before the next one */
  read(signal: AbortSignal): Promise<number>;
  isConnected(): boolean;
}

const FAILURES_MAX = 3;
const AGAIN_AFTER_MS = 60_000;

export function createStreamReader(parts: {
  readonly settings: Pick<GuardSettings, 'retryDelayMs'>;
  readonly requests: Pick<FeedRequests, 'stream'>;
  readonly replica: Replica;
  readonly report: (event: GuardEvent) => void;
}): StreamReader {
  const { requests, replica, report } = parts;
  const backoff = createBackoff(parts.settings.retryDelayMs);
  let isConnected = false;
  let failures = 0;
  let againAtMs = 0;

  async function onBatch(jws: string, signal: AbortSignal): Promise<boolean> {
    const received = await replica.receive(jws, signal);
    if (received.kind !== 'applied') return false;
    if (!isConnected) {
      failures = 0;
      backoff.reset();
      report({ type: 'streaming' });
    }
    isConnected = true;
    return true;
  }

  function onFailed(): void {
    failures++;
    if (failures < FAILURES_MAX) return;
    failures = 0;
    againAtMs = performance.now() + AGAIN_AFTER_MS;
    report({ type: 'polling' });
  }

  return {
    mayRead: () => performance.now() >= againAtMs,
    async read(signal) {
      const take = (jws: string) => onBatch(jws, signal);
      const { why, status } = await requests.stream(replica.cursor(), take, signal);
      const wasConnected = isConnected;
      isConnected = false;
      if (signal.aborted) return 0;
      report({ type: 'stream-ended', why, ...(status === undefined ? {} : { status }) });
      if (!wasConnected) onFailed();
      return backoff.nextMs();
    },
    isConnected: () => isConnected,
  };
}
