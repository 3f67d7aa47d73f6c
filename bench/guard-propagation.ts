/**
 * How long after the 200 of `POST /logout` every guard refuses the access token, with so many guards that follow one or
 * three instances; beside what asking somebody else costs, for each request: the service's introspection, and `EXISTS`
 * at a Redis. Everything runs on this machine, over loopback.
 *
 *     npm run bench:propagation -- [--json] [--logouts 50]
 */
import { spawn } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import type { Guard } from '../src/guard/index.ts';
import { freePort } from '../test/support/free-port.ts';
import { followingGuard } from './guard/following-guard.ts';
import { startServices, type AskedServices } from './guard/asked-services.ts';
import type { MsSpread } from './measures/guard.ts';
import { quantile } from './report/quantile.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, logouts: { type: 'string', default: '50' } },
});
const logouts = Number(values.logouts);

function spreadOf(times: readonly number[]): MsSpread {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => rounded(quantile(sorted, share) ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

async function startGuards(services: AskedServices, count: number): Promise<readonly Guard[]> {
  const guards = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      followingGuard(services.urls[index % services.urls.length]!, services.feedKey),
    ),
  );
  while (guards.some((guard) => guard.status().connection !== 'streaming')) await turn();
  return guards;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function timeOfLogout(services: AskedServices, guards: readonly Guard[]): Promise<number> {
  const { accessToken, refreshToken } = services.signIn();
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as object;
  const response = await fetch(`${services.urls[0]}/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accessToken, refreshToken, clientId: services.clientId }),
  });
  const answeredMs = performance.now();
  if (response.status !== 200) throw new Error(`the logout was answered ${response.status}`);
  while (!guards.every((guard) => guard.isDenied(claims))) await turn();
  return performance.now() - answeredMs;
}

async function propagation(instances: number, guardCount: number) {
  const services = await startServices(instances);
  const guards = await startGuards(services, guardCount);
  const times: number[] = [];
  for (let index = 0; index < logouts; index += 1) times.push(await timeOfLogout(services, guards));
  await Promise.all(guards.map((guard) => guard.stop()));
  await services.stop();
  return { instances, guards: guardCount, ...spreadOf(times) };
}

async function timesOf(ask: () => Promise<unknown>): Promise<MsSpread> {
  const times: number[] = [];
  for (let index = 0; index < 500; index += 1) {
    const startedMs = performance.now();
    await ask();
    if (index >= 100) times.push(performance.now() - startedMs);
  }
  return spreadOf(times);
}

async function introspection(): Promise<MsSpread> {
  const services = await startServices(1);
  const { accessToken } = services.signIn();
  const spread = await timesOf(async () => {
    const response = await fetch(`${services.urls[0]}/oauth2/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${services.feedKey}` },
      body: new URLSearchParams({ token: accessToken }),
    });
    await response.json();
  });
  await services.stop();
  return spread;
}

async function redisExists(): Promise<MsSpread | undefined> {
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  const isMissing = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(true));
    server.once('spawn', () => resolve(false));
  });
  if (isMissing) return undefined;
  const redis = new Redis(port, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  const spread = await timesOf(() => redis.exists('denied:5a1f3b0e-8d59-4d0a-9a53-3f0a1a6b7c11'));
  redis.disconnect();
  server.kill();
  return spread;
}

const results = [];
for (const instances of [1, 3]) {
  for (const guards of [1, 10, 100]) results.push(await propagation(instances, guards));
}
const asking = { 'POST /oauth2/introspect': await introspection(), 'Redis EXISTS': await redisExists() };
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism() };
if (values.json) {
  console.log(JSON.stringify({ machine, results, asking }, null, 2));
} else {
  console.log(`Node.js ${machine.node}, ${machine.cpu}, ${machine.cores} cores. Milliseconds.`);
  console.log('From the 200 of POST /logout until the last guard refuses the token:');
  console.table(results);
  console.log('To ask about one token:');
  console.table(asking);
}
