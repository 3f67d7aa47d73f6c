import { dirname, join } from 'node:path';
import { apiKeyHash, createApiKey } from '../../../src/admin-keys/api-key.ts';
import { canary } from '../canaries.ts';
import { eventually } from '../eventually.ts';
import type { Memory } from '../process/start-service-process.ts';
import { createServiceWorld } from '../process/service-world.ts';
import { runFuzz, type FuzzReport } from './run-fuzz.ts';
import { FUZZ_MARK, type FuzzWords } from './words.ts';

export interface FuzzServiceOptions {
  readonly seed: number;
  readonly requests: number;
  /** Requests before the first measurement of memory: the service loads and compiles things as it goes. */
  readonly warmUpRequests: number;
  readonly writeFile: (name: string, contents: string) => string;
}

export interface FuzzServiceReport extends FuzzReport {
  readonly seed: number;
  readonly isRunning: boolean;
  readonly before: Memory;
  readonly after: Memory;
  /** Log lines that hold a token or key of the fuzz. */
  readonly leaks: number;
  /** Log lines that tell of an error in the service. */
  readonly failures: readonly string[];
  /** Whether it ended with exit code 0 when it was told to. */
  readonly exitCode: number | null;
}

const CONNECTIONS = 96;
const FAILURE = /"code":"internal"|"msg":"crashed"/;
const HEAP_GROWTH_MAX = 1.1;

/** Starts the service as a process, fuzzes it, and says what came of it and what it left behind. */
export async function fuzzService(options: FuzzServiceOptions): Promise<FuzzServiceReport> {
  const { seed, requests, warmUpRequests, writeFile } = options;
  const world = await createServiceWorld();
  try {
    const apiKey = canary(createApiKey('fuzz'));
    const words = wordsOf(world, apiKey);
    const log = createLogWatch();
    const keysFile = writeFile('api-keys.json', apiKeysFile(apiKey));
    const environment = {
      ADMIN_API_KEYS_FILE: keysFile,
      // As it is by default: what is kept in memory instead would count as memory that stays.
      DATABASE_URL: `file:${join(dirname(keysFile), 'fuzz.db')}`,
      ALLOWED_ORIGINS: words.origin,
      REFRESH_TOKEN_COOKIE: words.cookie,
      RATE_LIMIT_USER_PER_MINUTE: '1000000',
      RATE_LIMIT_ADMIN_PER_SECOND: '1000000',
      RATE_LIMIT_ADMIN_FAILURES_PER_15_MINUTES: '1000000',
    };
    // From its sources: in the bundle's heap, of half the size, what is compiled late would count as memory that stays.
    const service = await world.start(environment, { onOutput: log.take, script: 'src/main.ts' });
    const { port } = service;
    const fuzz = (from: number, to: number) =>
      runFuzz({ port, seed, from, to, connections: CONNECTIONS, words });

    await fuzz(requests, requests + warmUpRequests);
    const before = await service.memory();
    const report = await fuzz(0, requests);
    const after = await settledMemory(service.memory, before);
    const isRunning = service.isRunning();
    service.kill('SIGTERM');
    const exitCode = await service.exited;
    return {
      ...report,
      seed,
      isRunning,
      before,
      after,
      leaks: log.leaks(),
      failures: log.failures(),
      exitCode,
    };
  } finally {
    await world.stop();
  }
}

export function heapGrew({ before, after }: Pick<FuzzServiceReport, 'before' | 'after'>): boolean {
  return after.heapUsedBytes > before.heapUsedBytes * HEAP_GROWTH_MAX;
}

/** Connections that were cut take a moment to be forgotten. */
async function settledMemory(measure: () => Promise<Memory>, before: Memory): Promise<Memory> {
  let after = await measure();
  await eventually(async () => {
    after = await measure();
    return !heapGrew({ before, after });
  }).catch(() => {});
  return after;
}

function wordsOf(world: Awaited<ReturnType<typeof createServiceWorld>>, apiKey: string): FuzzWords {
  const { fake, clientId } = world;
  const { accessToken, idToken } = fake.signIn({ clientId, username: 'alice' });
  return {
    clientId,
    userPoolId: world.environment['COGNITO_USER_POOL_ID'] ?? '',
    origin: 'https://app.example.com',
    cookie: '__Host-refresh_token',
    apiKey,
    tokens: [canary(accessToken), canary(idToken), ...Array.from({ length: 8 }, () => world.refreshToken())],
  };
}

function apiKeysFile(apiKey: string): string {
  return JSON.stringify({
    keys: [{ id: 'fuzz', name: 'Fuzz', hash: apiKeyHash(apiKey), scopes: ['admin'] }],
  });
}

/** Reads the log as it comes, and keeps nothing of it but what should not be there. */
function createLogWatch() {
  let leaks = 0;
  let rest = '';
  const failures: string[] = [];
  return {
    take: (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.includes(FUZZ_MARK)) leaks += 1;
        if (!line.startsWith('{"level":') || FAILURE.test(line)) failures.push(line);
      }
    },
    leaks: () => leaks,
    failures: () => failures,
  };
}
