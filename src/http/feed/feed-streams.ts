import type { ServerResponse } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import { HEARTBEAT_MS, type SignedFeed } from '../../revocation/feed/signed-feed.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { createChanges } from './changes.ts';
import { writeWithin } from './write-within.ts';

type FeedReader = Pick<AdminIdentity, 'userPoolIds' | 'expiresAtMs'>;

export interface FeedStreams {
  /**
   * Sends what was denied since the cursor, and goes on until the reader goes, takes nothing any more, or has no right to it
   * any more, or the streams are closed. The head of the answer must be sent already. Never rejects.
   */
  serve(response: ServerResponse, cursor: string | undefined, reader: FeedReader): Promise<void>;
  /** @throws ServiceError `overloaded` when there can be no more streams */
  requireRoom(): void;
  /** Ends all streams, and lets none begin: the readers go on at another instance. */
  close(): void;
}

export interface FeedStreamsOptions {
  readonly feed: SignedFeed;
  readonly telemetry: Pick<Telemetry, 'feedReadersChanged' | 'feedReaderDropped'>;
  readonly clock: Clock;
  readonly readersMax?: number;
  readonly heartbeatMs?: number;
  /** How long a reader may take nothing of what was sent. */
  readonly slowAfterMs?: number;
}

export const FEED_BOUNDS = { feedReaders: 2000, feedSlowAfterMs: 10_000 } as const;
const RETRY_AFTER_SECONDS = 5;

/**
 * Streams of the feed. A stream is never ahead of its reader by more than one batch: what comes meanwhile is not
 * gathered, but read from the store when the reader is ready for it.
 */
export function createFeedStreams(options: FeedStreamsOptions): FeedStreams {
  const { feed, telemetry, clock, heartbeatMs = HEARTBEAT_MS } = options;
  const { readersMax = FEED_BOUNDS.feedReaders, slowAfterMs = FEED_BOUNDS.feedSlowAfterMs } = options;
  const changes = createChanges(feed);
  const open = new Set<ServerResponse>();
  let isClosed = false;

  const send = async (
    response: ServerResponse,
    from: string | undefined,
    { userPoolIds, expiresAtMs = Infinity }: FeedReader,
  ): Promise<string | undefined> => {
    let cursor = from;
    for (;;) {
      const seen = changes.count();
      const { jws, to, upToDate, denials } = await feed.after(cursor, userPoolIds);
      const event = denials > 0 ? 'batch' : 'heartbeat';
      const text = `event: ${event}\nid: ${to}\ndata: ${jws}\n\n`;
      const written = await writeWithin(response, text, slowAfterMs);
      if (written !== 'taken') return written;
      cursor = to;
      if (upToDate) await changes.next(seen, heartbeatMs);
      if (isClosed || response.destroyed || clock.nowMs() >= expiresAtMs) return undefined;
    }
  };

  return {
    requireRoom() {
      if (!isClosed && open.size < readersMax) return;
      throw new ServiceError('overloaded', 'There can be no more streams here. Poll, or try again.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    },

    async serve(response, cursor, reader) {
      open.add(response);
      telemetry.feedReadersChanged({ readers: open.size });
      const ended = await send(response, cursor, reader).catch(() => undefined);
      if (ended === 'slow') {
        telemetry.feedReaderDropped();
        response.destroy();
      } else {
        response.end();
      }
      open.delete(response);
      telemetry.feedReadersChanged({ readers: open.size });
    },

    close() {
      isClosed = true;
      changes.wake();
    },
  };
}
