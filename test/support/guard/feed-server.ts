import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { feedJwk, feedSigner, type FeedJwk, type FeedSigner } from '../../../src/tokens/feed/feed-key.ts';
import type { RevocationBatch } from '../../../src/tokens/feed/revocation-batch.ts';
import { signBatch } from '../../../src/tokens/feed/sign-batch.ts';
import { canary } from '../canaries.ts';

/** What a feed server may be told to do wrong. */
export interface FeedFaults {
  /** Answers everything with this status. */
  status?: number | undefined;
  /** Answers requests for the keys with this status. */
  keysStatus?: number | undefined;
  /** Answers requests for the stream with this status. */
  streamStatus?: number | undefined;
  /** Changes what is sent. */
  change?: ((jws: string) => string) | undefined;
  /** Changes batches before they are signed. */
  changeBatch?: ((batch: RevocationBatch) => RevocationBatch) | undefined;
  /** Accepts requests and never answers. */
  hangs?: boolean;
  /** Opens the stream and sends nothing, as behind a proxy that buffers. */
  mute?: boolean;
}

/** A feed as `docs/guard.md` describes it, held in memory, for tests. */
export interface FeedServer {
  readonly feedUrl: string;
  readonly keysUrl: string;
  readonly apiKey: string;
  readonly key: () => FeedJwk;
  readonly faults: FeedFaults;
  /** How many requests each path got. */
  readonly requests: Map<string, number>;
  /** Puts denials on the list, and sends them to the streams unless told not to. */
  deny(denials: readonly Denial[], options?: { readonly quietly: boolean }): void;
  heartbeat(): void;
  /** Sends a batch to all streams as it is. */
  send(batch: Partial<RevocationBatch>): void;
  streams(): number;
  dropStreams(): void;
  /** Goes away, without a word to the readers. */
  stop(): Promise<void>;
  /** Comes back at the same place. */
  restart(options?: { readonly loseStore: boolean }): Promise<void>;
  changeKey(): void;
}

export interface FeedServerOptions {
  readonly clock?: { nowMs(): number };
  readonly pageSize?: number;
  /** 50 if not given. */
  readonly heartbeatMs?: number;
}

export async function createFeedServer(options: FeedServerOptions = {}): Promise<FeedServer> {
  const { clock = { nowMs: () => Date.now() }, pageSize = 10_000, heartbeatMs = 50 } = options;
  const apiKey = canary(`feed-key-${randomUUID()}`);
  const faults: FeedFaults = {};
  const requests = new Map<string, number>();
  const streams = new Set<ServerResponse>();
  let signer = newSigner();
  let epoch = 'epoch-1';
  let log: Denial[] = [];
  let server: Server | undefined;
  let heartbeats: NodeJS.Timeout | undefined;

  const cursorAt = (sequence: number) => `${epoch}.${sequence}`;
  const head = () => cursorAt(log.length);

  /** The sequence number that a cursor of this history stands for; undefined for any other cursor. */
  function sequenceOf(cursor: string | null | undefined): number | undefined {
    const [, ofEpoch, digits] = /^(.+)\.(\d+)$/.exec(cursor ?? '') ?? [];
    const sequence = Number(digits);
    return ofEpoch === epoch && sequence <= log.length ? sequence : undefined;
  }

  function sign(batch: RevocationBatch): string {
    const jws = signBatch(faults.changeBatch?.(batch) ?? batch, signer);
    return faults.change?.(jws) ?? jws;
  }

  function batchAfter(cursor: string | null | undefined, size: number): RevocationBatch {
    const known = sequenceOf(cursor);
    const start = known ?? 0;
    const end = Math.min(log.length, start + size);
    return {
      epoch,
      from: known === undefined ? null : cursorAt(start),
      to: cursorAt(end),
      upToDate: end === log.length,
      asOfMs: clock.nowMs(),
      denials: log.slice(start, end),
    };
  }

  function sendTo(stream: ServerResponse, batch: RevocationBatch): void {
    if (faults.mute === true) return;
    const event = batch.denials.length > 0 ? 'batch' : 'heartbeat';
    stream.write(`event: ${event}\nid: ${batch.to}\ndata: ${sign(batch)}\n\n`);
  }

  function sendSince(stream: ServerResponse, cursor: string | undefined): void {
    const batch = batchAfter(cursor, pageSize);
    sendTo(stream, batch);
    if (!batch.upToDate) sendSince(stream, batch.to);
  }

  function answerPage(request: IncomingMessage, response: ServerResponse, since: string | null): void {
    const batch = batchAfter(since, pageSize);
    const etag = `"${batch.to}-${Math.floor(batch.asOfMs / 1000)}"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.setHeader('content-type', 'application/jose');
    response.end(sign(batch));
  }

  function answerStream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(faults.streamStatus ?? 200, { 'content-type': 'text/event-stream' });
    if (faults.streamStatus !== undefined) {
      response.end();
      return;
    }
    response.flushHeaders();
    streams.add(response);
    response.on('close', () => streams.delete(response));
    sendSince(response, request.headers['last-event-id'] as string | undefined);
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.set(url.pathname, (requests.get(url.pathname) ?? 0) + 1);
    if (faults.hangs === true) return;
    if (url.pathname === '/revocations/keys') {
      if (faults.keysStatus !== undefined) {
        response.writeHead(faults.keysStatus).end();
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [feedJwk(signer.privateKey)] }));
      return;
    }
    const isKnown = request.headers.authorization === `Bearer ${apiKey}`;
    const status = faults.status ?? (isKnown ? undefined : 401);
    if (status !== undefined) response.writeHead(status).end();
    else if (url.pathname === '/revocations/stream') answerStream(request, response);
    else answerPage(request, response, url.searchParams.get('since'));
  }

  async function listen(port: number): Promise<number> {
    const listening = createServer(answer);
    await new Promise<void>((resolve) => {
      listening.listen(port, '127.0.0.1', resolve);
    });
    server = listening;
    heartbeats = setInterval(() => feed.heartbeat(), heartbeatMs);
    return (listening.address() as AddressInfo).port;
  }

  const feed = {
    key: () => feedJwk(signer.privateKey),
    apiKey,
    faults,
    requests,
    deny(denials: readonly Denial[], { quietly } = { quietly: false }) {
      const before = head();
      log = [...log, ...denials];
      if (!quietly) for (const stream of streams) sendSince(stream, before);
    },
    heartbeat() {
      for (const stream of streams) sendTo(stream, batchAfter(head(), 0));
    },
    send(batch: Partial<RevocationBatch>) {
      for (const stream of streams) sendTo(stream, { ...batchAfter(head(), 0), ...batch });
    },
    streams: () => streams.size,
    dropStreams() {
      for (const stream of streams) stream.destroy();
    },
    async stop() {
      clearInterval(heartbeats);
      const closed = new Promise((resolve) => {
        server?.close(resolve);
      });
      server?.closeAllConnections();
      await closed;
    },
    async restart({ loseStore } = { loseStore: false }) {
      await feed.stop();
      if (loseStore) {
        log = [];
        epoch = `epoch-${randomUUID()}`;
      }
      await listen(port);
    },
    changeKey() {
      signer = newSigner();
    },
  };
  const port = await listen(0);
  const feedUrl = `http://127.0.0.1:${port}/revocations`;
  return { ...feed, feedUrl, keysUrl: `${feedUrl}/keys` };
}

function newSigner(): FeedSigner {
  return feedSigner(generateKeyPairSync('ed25519').privateKey);
}
