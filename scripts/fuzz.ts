/**
 * `npm run fuzz`: sends hostile requests to the service over raw sockets, 100,000 unless `--requests` says otherwise.
 * Fails on an error of the service, a secret in answers or logs, a crash, or memory that stays. `--seed` repeats a run.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzService, heapGrew } from '../test/support/fuzz/fuzz-service.ts';

const WARM_UP_REQUESTS = 5_000;

const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? randomInt(2 ** 31));
const requests = Number(values.requests ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-fuzz-'));

function writeFile(name: string, contents: string): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

console.log(`seed ${seed}, ${requests} requests …`);
const startedMs = performance.now();
const report = await fuzzService({ seed, requests, warmUpRequests: WARM_UP_REQUESTS, writeFile });
rmSync(folder, { recursive: true });

const { before, after, unexpected, failures, leaks, isRunning, exitCode } = report;
console.log({ ...report, unexpected: unexpected.slice(0, 10), failures: failures.slice(0, 10) });
const seconds = (performance.now() - startedMs) / 1000;
const growth = (after.heapUsedBytes / before.heapUsedBytes - 1) * 100;
console.log(
  `${requests} requests in ${seconds.toFixed(0)} s, heap ${growth.toFixed(1)} % larger than at the start`,
);

const failed =
  unexpected.length > 0 ||
  failures.length > 0 ||
  leaks > 0 ||
  !isRunning ||
  exitCode !== 0 ||
  heapGrew(report);
console.log(failed ? `FAILED: repeat it with --seed ${seed}` : 'passed');
process.exitCode = failed ? 1 : 0;
