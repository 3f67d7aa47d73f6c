import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../support/process/service-world.ts';
import { postJson } from '../support/running-service.ts';
import { keysFiles } from '../support/storage/keys-files.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await createServiceWorld();
});
afterEach(() => world.fake.clearFaults());
afterAll(() => world.stop());

const newKeysFile = keysFiles();

/** Less than the relay gives a call that gets no answer, which is 20 s. */
const LESS_THAN_A_CALL_MS = 15_000;
/** Within which a first try is made again: well before its lease of 18 s ends. */
const RETRY_MAX_MS = 2000;

/** A service that has accepted a logout, and calls so often made for it to a Cognito that gives no answer. */
async function startAccepting(calls: number) {
  const path = join(mkdtempSync(join(tmpdir(), 'stop-')), 'data', 'logout.db');
  const keysFile = newKeysFile();
  const service = await world.start({
    DATABASE_URL: `file:${path}`,
    STORE_KEYS_FILE: keysFile,
    UPSTREAM_DEADLINE_MS: '200',
    SHUTDOWN_TIMEOUT_MS: '3000',
  });
  const before = world.fake.calls().length;
  const refreshToken = world.refreshToken();
  const answer = await postJson(`${service.url}/logout`, { refreshToken, clientId: world.clientId });
  expect(answer.status).toBe(202);
  await eventually(() => world.fake.calls().length - before >= calls);
  return { service, path, keysFile };
}

async function stop(service: ListeningService): Promise<void> {
  service.kill('SIGTERM');
  await eventually(() => !service.isRunning(), LESS_THAN_A_CALL_MS);
  expect(await service.exited).toBe(0);
  expect(service.output()).toContain('"msg":"stopped"');
}

test(
  'F35: a service whose calls get no answer does not wait for them to stop',
  async () => {
    // The relay has its turn at once after the caller's.
    world.fake.failNext({ operation: 'RevokeToken', kind: 'internal-error' });
    world.fake.failNext({ operation: 'RevokeToken', kind: 'hang', times: Infinity });
    const { service } = await startAccepting(2);
    await stop(service);
  },
  LESS_THAN_A_CALL_MS + 60_000,
);

test(
  'F35: what a first try waits for when the service stops is given back, for whoever starts next',
  async () => {
    world.fake.failNext({ operation: 'RevokeToken', kind: 'hang', times: Infinity });
    const { service, path, keysFile } = await startAccepting(1);
    await stop(service);
    const soon = { nowMs: () => Date.now() + RETRY_MAX_MS };
    const storage = await openTestStorage({ engine: 'sqlite', path }, { keysFile, clock: soon });
    expect(await storage.store.claim({ lane: 'unproven', max: 10, leaseMs: 1 })).toHaveLength(1);
    await storage.close();
  },
  LESS_THAN_A_CALL_MS + 60_000,
);
