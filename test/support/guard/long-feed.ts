import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFeedStreams } from '../../../src/http/feed/feed-streams.ts';
import { createSignedFeed } from '../../../src/revocation/feed/signed-feed.ts';
import { feedKeyOfSeed } from '../../../src/tokens/feed/feed-key-of-seed.ts';
import { feedJwk } from '../../../src/tokens/feed/feed-key.ts';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { adminsKnowing, createRecordingTelemetry } from '../http/in-memory-ports.ts';
import { startService } from '../http/service.ts';
import { createStoredDenials } from '../../../src/storage/denials/stored-denials.ts';
import { signedRow } from '../../../src/storage/denials/denial-rows.ts';
import { openSqliteEngine } from '../../../src/storage/sqlite/sqlite-engine.ts';
import { TEST_CHAIN_KEY } from '../storage/keys-files.ts';
import { recordStorageEvents } from '../storage/open-test-storage.ts';
import { createTestClock } from '../storage/test-clock.ts';

export interface LongFeed {
  readonly url: string;
  /** Of an access token of the session with this number; those below the number of entries are denied. */
  claims(index: number): SessionClaims;
  deny(claims: SessionClaims): Promise<void>;
  stop(): Promise<void>;
}

export interface SessionClaims {
  readonly iss: string;
  readonly sub: string;
  readonly client_id: string;
  readonly origin_jti: string;
  readonly iat: number;
}

const userPoolId = 'eu-west-1_Example';
const AT_ONCE = 10_000;

/** The HTTP side of the service over a SQLite database whose denylist has so many entries. */
export async function startLongFeed(path: string, entries: number, apiKey: string): Promise<LongFeed> {
  const clock = { ...createTestClock(), nowMs: () => Date.now() };
  const { events } = recordStorageEvents();
  const engine = await openSqliteEngine({ path, chainKey: TEST_CHAIN_KEY, events });
  const denials = createStoredDenials({ engine, key: TEST_CHAIN_KEY, clock, events });
  const nowSeconds = Math.floor(clock.nowMs() / 1000);
  const claims = (index: number): SessionClaims => ({
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`,
    sub: 'sub-1',
    client_id: 'webapp',
    // In their order, which is what the index of the database takes quickest.
    origin_jti: `session-${String(index).padStart(28, '0')}`,
    iat: nowSeconds - 60,
  });
  const denialOf = ({ origin_jti: originJti }: SessionClaims): Denial => ({
    kind: 'session',
    userPoolId,
    originJti,
    expiresAtSeconds: nowSeconds + 3600,
  });
  for (let index = 0; index < entries; index += AT_ONCE) {
    const rows = Array.from({ length: AT_ONCE }, (_, offset) =>
      signedRow(denialOf(claims(index + offset)), TEST_CHAIN_KEY),
    );
    await engine.run('deny', { rows, event: null, nowMs: clock.nowMs() });
  }

  const signer = feedKeyOfSeed(Buffer.alloc(32, 3));
  const feed = createSignedFeed({ denials, signer, clock });
  const { telemetry } = createRecordingTelemetry();
  const feedStreams = createFeedStreams({ feed, telemetry, clock });
  const admin = { id: 'orders', name: 'Orders API', via: 'api-key', userPoolIds: 'all', acts: [] } as const;
  const readers = adminsKnowing({ [apiKey]: { kind: 'authenticated', admin } });
  const feedKeys = [feedJwk(signer.privateKey)];
  const { app } = startService({ denials, feed, feedStreams, readers, feedKeys });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims,
    deny: (denied) => denials.add([denialOf(denied)]),
    async stop() {
      feedStreams.close();
      server.closeAllConnections();
      server.close();
      await engine.close();
    },
  };
}
