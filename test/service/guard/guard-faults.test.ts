import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { apiKeyHash, createApiKey } from '../../../src/admin-keys/api-key.ts';
import { createGuard } from '../../../src/guard/create-guard.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import type { GuardEvent } from '../../../src/guard/guard-event.ts';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { startLongFeed } from '../../support/guard/long-feed.ts';
import { signIn } from '../../support/interop/sessions.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { keysFiles } from '../../support/storage/keys-files.ts';
import { testPostgres } from '../../support/storage/test-postgres.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const feedKey = canary(createApiKey('orders'));
const newKeysFile = keysFiles();
const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-guard-faults-'));
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The API key outlives the service, as those of operators do. */
async function start(environment: Readonly<Record<string, string>>): Promise<RunningService> {
  const keys = [{ id: 'orders', name: 'Orders API', hash: apiKeyHash(feedKey), scopes: ['feed'] }];
  const file = writeFile(`keys-${randomUUID()}.json`, JSON.stringify({ keys }));
  return startRunningService(writeFile, { environment: { ADMIN_API_KEYS_FILE: file, ...environment } });
}

interface FollowingGuard extends Guard {
  heard(type: GuardEvent['type']): boolean;
}

async function follow(url: string): Promise<FollowingGuard> {
  const events: GuardEvent[] = [];
  const guard = createGuard({
    feedUrl: `${url}/revocations`,
    apiKey: feedKey,
    trustedKeys: { url: `${url}/revocations/keys` },
    onStale: 'deny',
    maxStalenessMs: 30_000,
    retryDelayMs: { min: 20, max: 200 },
    onEvent: (event) => events.push(event),
  });
  closing.push(() => guard.stop());
  guard.start();
  await guard.ready(AbortSignal.timeout(20_000));
  await eventually(() => guard.status().connection === 'streaming');
  return { ...guard, heard: (type) => events.some((event) => event.type === type) };
}

/** Logs a new session out, and gives back the claims of its access token. */
async function logOut(service: RunningService): Promise<object> {
  const { accessToken, refreshToken, clientId } = signIn(service, service.publicClientId);
  const { body } = await postJson(`${service.url}/logout`, { refreshToken, clientId, accessToken });
  expect(body['effects']).toContainEqual({ effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' });
  return JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as object;
}

describe('a guard of a service on SQLite', () => {
  test('knows after a restart of the service what it knew, and hears what is denied afterwards', async () => {
    const port = String(await freePort());
    const environment = { PORT: port, DATABASE_URL: `file:${join(folder, 'restart.db')}` };
    const before = await start(environment);
    const guard = await follow(before.url);
    const first = await logOut(before);
    await eventually(() => guard.isDenied(first));

    await before.stop();
    await eventually(() => guard.status().connection !== 'streaming');
    expect(guard.isDenied(first)).toBe(true);
    const after = await start(environment);
    closing.push(() => after.stop());
    const second = await logOut(after);
    await eventually(() => guard.isDenied(second));
    expect(guard.isDenied(first)).toBe(true);
    expect(guard.heard('epoch-changed')).toBe(false);
    expect(guard.heard('batch-refused')).toBe(false);

    const fresh = await follow(after.url);
    expect([fresh.isDenied(first), fresh.isDenied(second)]).toEqual([true, true]);
  });

  test('follows a service that has lost its database, and goes on refusing what was denied there', async () => {
    const port = String(await freePort());
    const common = { PORT: port, STORE_KEYS_FILE: newKeysFile() };
    const before = await start({ ...common, DATABASE_URL: `file:${join(folder, 'lost.db')}` });
    const guard = await follow(before.url);
    const first = await logOut(before);
    await eventually(() => guard.isDenied(first));
    await before.stop();

    const after = await start({ ...common, DATABASE_URL: `file:${join(folder, 'new.db')}` });
    closing.push(() => after.stop());
    const second = await logOut(after);
    await eventually(() => guard.heard('epoch-changed') && guard.isDenied(second));
    expect(guard.status().stale).toBe(false);
    expect(guard.isDenied(first)).toBe(true);
  });
});

describe('guards of a service with several instances on PostgreSQL', () => {
  const { server } = testPostgres();

  test('an entry that one instance accepts reaches the readers of all, and every guard trusts the same key', async () => {
    const environment = { DATABASE_URL: server().url, STORE_KEYS_FILE: newKeysFile() };
    const services: RunningService[] = [];
    for (let instance = 0; instance < 3; instance += 1) {
      const service = await start(environment);
      closing.push(() => service.stop());
      services.push(service);
    }
    const keySets = await Promise.all(
      services.map(async ({ url }) => (await fetch(`${url}/revocations/keys`)).text()),
    );
    expect(new Set(keySets).size).toBe(1);

    const guards: FollowingGuard[] = [];
    for (const { url } of services) guards.push(await follow(url));
    for (const service of services) {
      const denied = await logOut(service);
      await eventually(() => guards.every((guard) => guard.isDenied(denied)), 5000);
    }
  }, 90_000);
});

/** `ENTRIES=1000000 npm run jest -- test/service/guard/guard-faults` tries a million. */
const ENTRIES = Number(process.env['ENTRIES'] ?? 100_000);

describe(`${ENTRIES} entries`, () => {
  test('that a service on SQLite has are read by a guard that starts, and none is missing', async () => {
    const feed = await startLongFeed(join(folder, 'long.db'), ENTRIES, feedKey);
    closing.push(() => feed.stop());
    const guard = await followUnbounded(feed.url);
    expect(guard.status().entries).toBe(ENTRIES);
    for (const index of [0, 1, ENTRIES / 2, ENTRIES - 1]) {
      expect(guard.isDenied(feed.claims(index))).toBe(true);
    }
    expect(guard.isDenied(feed.claims(ENTRIES))).toBe(false);
    const late = feed.claims(2_000_000);
    await feed.deny(late);
    await eventually(() => guard.isDenied(late));
  }, 240_000);
});

async function followUnbounded(url: string): Promise<Guard> {
  const guard = createGuard({
    feedUrl: `${url}/revocations`,
    apiKey: feedKey,
    trustedKeys: { url: `${url}/revocations/keys` },
    onStale: 'deny',
    maxStalenessMs: 60_000,
  });
  closing.push(() => guard.stop());
  guard.start();
  await guard.ready(AbortSignal.timeout(120_000));
  return guard;
}
