import { memoryStorage } from '../../support/storage/memory-storage.ts';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createFeedStreams, type FeedStreamsOptions } from '../../../src/http/feed/feed-streams.ts';
import { createSignedFeed, type SignedFeed } from '../../../src/revocation/feed/signed-feed.ts';
import type { Denials } from '../../../src/revocation/ports/denials.ts';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { feedKeyOfSeed } from '../../../src/tokens/feed/feed-key-of-seed.ts';
import { feedJwk, readFeedKeys } from '../../../src/tokens/feed/feed-key.ts';
import { openBatch } from '../../../src/tokens/feed/open-batch.ts';
import type { RevocationBatch } from '../../../src/tokens/feed/revocation-batch.ts';
import { eventually } from '../../support/eventually.ts';
import { createMovableClock } from '../../support/movable-clock.ts';
import { FEED_KEY_OF_READER } from '../../support/http/credentials.ts';
import { adminsKnowing, createRecordingTelemetry } from '../../support/http/in-memory-ports.ts';
import { bearer, DENIED_SESSION } from '../../support/http/questions/reader-questions.ts';
import { NOW_MS, startService, type TestServiceOptions } from '../../support/http/service.ts';

const KEY = feedKeyOfSeed(Buffer.alloc(32, 5));
const KEYS = readFeedKeys([feedJwk(KEY.privateKey)]);
const clock = { nowMs: () => NOW_MS };

interface Event {
  readonly name: string;
  readonly id: string;
  readonly batch: RevocationBatch;
}

/** Splits a stream into its events, in order. */
function eventsIn(text: string): readonly Event[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const [, name = '', id = '', data = ''] = /^event: (\w+)\nid: (\S+)\ndata: (\S+)$/.exec(block) ?? [];
      const opened = openBatch(data, KEYS);
      if (opened.kind !== 'batch') throw new Error(`not an event: ${block.slice(0, 80)}`);
      return { name, id, batch: opened.batch };
    });
}

interface World {
  readonly denials: Denials;
  readonly feed: SignedFeed;
  readonly streams: ReturnType<typeof createFeedStreams>;
  readonly recorded: ReturnType<typeof createRecordingTelemetry>['events'];
  readonly port: number;
  readonly read: (headers?: Readonly<Record<string, string>>) => Promise<Reader>;
}

interface Reader {
  readonly response: IncomingMessage;
  text(): string;
  events(): readonly Event[];
  ended(): boolean;
}

const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function start(
  options: Partial<FeedStreamsOptions> & { readonly denialsABatch?: number } = {},
  service: TestServiceOptions = {},
): Promise<World> {
  const { denialsABatch = 100, ...streamOptions } = options;
  const { denials } = memoryStorage(clock);
  const feed = createSignedFeed({ denials, signer: KEY, clock, denialsABatch });
  const { telemetry, events: recorded } = createRecordingTelemetry();
  const streams = createFeedStreams({ feed, telemetry, clock, heartbeatMs: 60_000, ...streamOptions });
  const { app } = startService({ denials, feed, feedStreams: streams, ...service });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { denials, feed, streams, recorded, port, read: (headers = {}) => openStream(port, headers) };
}

function openStream(port: number, headers: Readonly<Record<string, string>>): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const request = get(
      {
        port,
        host: '127.0.0.1',
        path: '/revocations/stream',
        headers: { ...bearer(FEED_KEY_OF_READER), ...headers },
        agent: false,
      },
      (response) => {
        let text = '';
        let isEnded = false;
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('close', () => (isEnded = true));
        response.on('error', () => undefined);
        sockets.push(response.socket);
        resolve({ response, text: () => text, events: () => eventsIn(text), ended: () => isEnded });
      },
    );
    request.on('error', reject);
  });
}

const session = (originJti: string): Denial => ({ ...DENIED_SESSION, originJti }) as Denial;

describe('GET /revocations/stream answers 200', () => {
  test('as an event stream that proxies hand on at once, with everything that was denied first', async () => {
    const { denials, read } = await start();
    await denials.add([session('one')]);
    const reader = await read();
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      vary: 'Origin, Sec-Fetch-Site',
    });
    expect(reader.response.headers['content-encoding']).toBeUndefined();
    await eventually(() => reader.events().length === 1);
    expect(reader.events()[0]).toMatchObject({
      name: 'batch',
      batch: { from: null, upToDate: true, denials: [session('one')] },
    });
    expect(reader.events()[0]?.id).toBe(reader.events()[0]?.batch.to);
  });

  test('with a heartbeat at once to a reader who has everything', async () => {
    const { read, feed } = await start();
    const { to } = await feed.after(undefined, 'all');
    const reader = await read({ 'Last-Event-ID': to });
    await eventually(() => reader.events().length === 1);
    expect(reader.events()[0]).toMatchObject({ name: 'heartbeat', batch: { from: to, to, denials: [] } });
  });

  test('with each denial as it comes, to every reader, each from where the last one ended', async () => {
    const { denials, read } = await start();
    const readers = [await read(), await read(), await read()];
    for (const reader of readers) await eventually(() => reader.events().length === 1);
    for (const name of ['one', 'two', 'three']) {
      await denials.add([session(name)]);
      for (const reader of readers) {
        await eventually(() => JSON.stringify(reader.events().at(-1)?.batch.denials).includes(name));
      }
    }
    for (const reader of readers) {
      const batches = reader.events().map(({ batch }) => batch);
      batches.slice(1).forEach((batch, index) => expect(batch.from).toBe(batches[index]?.to));
    }
  });

  test('with heartbeats for as long as nothing is denied', async () => {
    const { read } = await start({ heartbeatMs: 20 });
    const reader = await read();
    await eventually(() => reader.events().filter(({ name }) => name === 'heartbeat').length >= 3);
  });

  test('and goes on from Last-Event-ID, batch by batch', async () => {
    const { denials, read } = await start({ denialsABatch: 2 });
    await denials.add([session('before')]);
    const first = await read();
    await eventually(() => first.events().length === 1);
    await denials.add(['a', 'b', 'c', 'd', 'e'].map(session));
    const reader = await read({ 'Last-Event-ID': first.events()[0]?.id ?? '' });
    await eventually(() => reader.events().at(-1)?.batch.upToDate === true);
    expect(reader.events().flatMap(({ batch }) => batch.denials)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map(session),
    );
    expect(reader.events().map(({ batch }) => batch.upToDate)).toEqual([false, false, true]);
  });

  test('and is cut off where the reader takes nothing, while others go on, and resumes without a gap', async () => {
    const { denials, recorded, read, port } = await start({ denialsABatch: 10_000, slowAfterMs: 100 });
    const fast = await read();
    const slow = connect(port, '127.0.0.1');
    sockets.push(slow);
    slow.on('error', () => undefined);
    slow.pause();
    slow.write(
      `GET /revocations/stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${FEED_KEY_OF_READER}\r\n\r\n`,
    );
    const dropped = () => recorded.some(({ name }) => name === 'feedReaderDropped');
    let added = 0;
    await eventually(async () => {
      await denials.add(Array.from({ length: 10_000 }, () => session(`session-${(added += 1)}`)));
      return dropped() || added > 150_000;
    });
    await eventually(dropped);
    await denials.add([session('last')]);
    const known = () => fast.events().reduce((sum, { batch }) => sum + batch.denials.length, 0);
    await eventually(() => known() >= added + 1);
    expect(known()).toBe(added + 1);
    const resumed = await read({ 'Last-Event-ID': fast.events()[0]?.id ?? '' });
    await eventually(() => resumed.events().at(-1)?.batch.upToDate === true);
    const all = resumed.events().flatMap(({ batch }) => batch.denials);
    expect(all).toHaveLength(added + 1 - (fast.events()[0]?.batch.denials.length ?? 0));
    expect(all.at(-1)).toEqual(session('last'));
  });

  test('and ends when the service stops, after which there are no new ones', async () => {
    const { streams, recorded, read } = await start();
    const reader = await read();
    await eventually(() => reader.events().length === 1);
    streams.close();
    await eventually(() => reader.ended());
    expect(reader.response.complete).toBe(true);
    expect((await read()).response.statusCode).toBe(503);
    await eventually(() => recorded.at(-1)?.fields['readers'] === 0);
  });

  test('and ends once the API key of the reader has expired, before anything that is denied from then on', async () => {
    const moved = createMovableClock();
    const reading = { id: 'api1', name: 'API', via: 'api-key', userPoolIds: 'all', acts: [] } as const;
    const admin = { ...reading, expiresAtMs: moved.nowMs() + 3_600_000 };
    const readers = adminsKnowing({ [FEED_KEY_OF_READER]: { kind: 'authenticated', admin } });
    const { denials, read } = await start({ clock: moved }, { readers });
    const reader = await read();
    await denials.add([session('before')]);
    const received = () => reader.events().flatMap(({ batch }) => batch.denials);
    await eventually(() => received().length === 1);
    moved.move(3_600_000);
    await denials.add([session('after')]);
    await eventually(() => reader.ended());
    expect(reader.response.complete).toBe(true);
    expect(received()).toEqual([session('before')]);
  });

  test('and counts its readers, also after they went without a word', async () => {
    const { recorded, denials, read } = await start();
    const reader = await read();
    await eventually(() => recorded.some(({ fields }) => fields['readers'] === 1));
    reader.response.destroy();
    await eventually(async () => {
      await denials.add([session(String(Math.random()))]);
      return recorded.at(-1)?.fields['readers'] === 0;
    });
  });
});

describe('GET /revocations/stream answers', () => {
  test('503 when as many as allowed are open, with Retry-After', async () => {
    const { read } = await start({ readersMax: 1 });
    const first = await read();
    await eventually(() => first.events().length === 1);
    const { statusCode, headers } = (await read()).response;
    expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
  });

  test('400 to a Last-Event-ID that is no cursor', async () => {
    const { read } = await start();
    expect((await read({ 'Last-Event-ID': 'a b' })).response.statusCode).toBe(400);
  });

  test('HEAD with the head alone', async () => {
    const { port } = await start();
    const response = await fetch(`http://127.0.0.1:${port}/revocations/stream`, {
      method: 'HEAD',
      headers: bearer(FEED_KEY_OF_READER),
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});
