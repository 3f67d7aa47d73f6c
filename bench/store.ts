/**
 * What a durable acknowledgement costs: rows per second and milliseconds per accepted intent, for each engine, with one
 * writer and with 64; and how long a start takes with many intents stored. `npm run bench:store -- --seconds 3`
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { NewIntent } from '../src/revocation/ports/revocation-store.ts';
import { openStorage, type DatabaseTarget, type Storage } from '../src/storage/open-storage.ts';
import { newKeyRing } from '../test/support/storage/new-key-ring.ts';
import { startPostgresServer } from '../test/support/storage/postgres-server.ts';
import { failuresTold } from './failures-told.ts';
import { quantile } from './report/quantile.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    intents: { type: 'string', default: '250000' },
    engines: { type: 'string', default: 'memory,sqlite,postgres' },
  },
});
const seconds = Number(values.seconds);
const storedIntents = Number(values.intents);
const engines = values.engines.split(',');

const WRITERS = [1, 64];
const TOKEN_BYTES = 1275;

const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-bench-'));
const keysFile = join(directory, 'keys.json');
writeFileSync(keysFile, JSON.stringify(newKeyRing()));

function open(database: DatabaseTarget): Promise<Storage> {
  const unprovenCap = { intents: 1e9, bytes: 1e12 };
  return openStorage(
    { database, keysFile, unprovenCap, auditRetentionMs: undefined },
    { clock: { nowMs: () => Date.now() }, events: failuresTold },
  );
}

/** An intent with a token of the usual length, 1.7 kB. */
function newIntent(): NewIntent {
  const userPoolId = 'eu-west-1_Example';
  const refreshToken = randomBytes(TOKEN_BYTES).toString('base64url');
  return {
    order: { act: 'end-token-session', userPoolId, clientId: 'webapp', refreshToken, endSso: false },
    request: {
      receiptId: randomUUID(),
      requestId: randomUUID(),
      act: 'end-token-session',
      userPoolId,
      clientId: 'webapp',
      actor: { kind: 'caller' },
      clientAddress: '192.0.2.1',
      reason: undefined,
      fingerprint: randomBytes(8).toString('hex'),
    },
    lane: 'proven',
    expiresAtMs: Date.now() + 30 * 86_400_000,
    leaseMs: 10_000,
  };
}

async function measure(storage: Storage, writers: number, settle: boolean) {
  const durations: number[] = [];
  const untilMs = performance.now() + seconds * 1000;
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const write = async () => {
    while (performance.now() < untilMs) {
      const intent = newIntent();
      const startedMs = performance.now();
      const accepted = await storage.store.accept(intent);
      durations.push(performance.now() - startedMs);
      if (settle && accepted.kind === 'stored')
        await storage.store.settle(accepted.lease, { kind: 'confirmed' });
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  loop.disable();
  durations.sort((a, b) => a - b);
  const at = (part: number) => (quantile(durations, part) ?? 0).toFixed(2);
  return {
    perSecond: Math.round(durations.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    loopP99: (loop.percentile(99) / 1e6).toFixed(1),
  };
}

async function benchmark(name: string, database: DatabaseTarget): Promise<void> {
  const storage = await open(database);
  for (const writers of WRITERS) {
    const accept = await measure(storage, writers, false);
    print(name, String(writers), 'accept', String(accept.perSecond), accept.p50, accept.p99, accept.loopP99);
    const both = await measure(storage, writers, true);
    print(name, String(writers), 'accept, settle', String(both.perSecond), both.p50, both.p99, both.loopP99);
  }
  await storage.close();
}

async function benchmarkStart(name: string, database: DatabaseTarget): Promise<void> {
  const storage = await open(database);
  const before = (await storage.store.stats()).lanes.reduce((sum, { intents }) => sum + intents, 0);
  for (let stored = before; stored < storedIntents; stored += 500) {
    await Promise.all(Array.from({ length: 500 }, () => storage.store.accept(newIntent())));
  }
  await storage.close();
  const startedMs = performance.now();
  const again = await open(database);
  const readyMs = performance.now() - startedMs;
  const stored = (await again.store.stats()).lanes.reduce((sum, { intents }) => sum + intents, 0);
  await again.close();
  console.log(`${name}: ready after ${readyMs.toFixed(0)} ms with ${stored} stored intents`);
}

function print(...cells: readonly string[]): void {
  console.log(cells.map((cell, index) => cell.padEnd(index === 2 ? 16 : 12)).join(''));
}

console.log(`Node.js ${process.version}, tokens of 1.7 kB, ${seconds} s each\n`);
print('engine', 'writers', 'what', 'accepts/s', 'p50 ms', 'p99 ms', 'loop p99 ms');
if (engines.includes('memory')) await benchmark('memory', { engine: 'memory' });
if (engines.includes('sqlite')) {
  await benchmark('sqlite', { engine: 'sqlite', path: join(directory, 'one', 'bench.db') });
  await benchmarkStart('sqlite', { engine: 'sqlite', path: join(directory, 'two', 'bench.db') });
}
if (engines.includes('postgres')) {
  const server = await startPostgresServer();
  try {
    await benchmark('postgres', { engine: 'postgres', url: server.url });
    await benchmarkStart('postgres', { engine: 'postgres', url: server.url });
  } finally {
    await server.remove();
  }
}
rmSync(directory, { recursive: true });
