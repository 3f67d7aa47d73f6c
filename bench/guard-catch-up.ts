/**
 * How long a guard that starts takes until it knows a denylist with so many entries, and by how much its process grows.
 * The service is another process, over SQLite; all of it is on this machine, over loopback.
 *
 *     npm run bench:catch-up -- [--json] [--entries 1000000]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { followingGuard } from './guard/following-guard.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, entries: { type: 'string', default: '1000000' } },
});
const STARTS = 5;
const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-bench-'));
const service = spawn(process.execPath, ['bench/guard/long-feed-process.ts', folder, values.entries], {
  stdio: ['ignore', 'pipe', 'inherit'],
});

async function catchUp({ url, feedKey }: { readonly url: string; readonly feedKey: string }) {
  globalThis.gc?.();
  const residentBefore = process.memoryUsage().rss;
  const startedMs = performance.now();
  const guard = await followingGuard(url, feedKey);
  const seconds = (performance.now() - startedMs) / 1000;
  const { entries } = guard.status();
  const residentMegabytes = (process.memoryUsage().rss - residentBefore) / 1e6;
  await guard.stop();
  return { seconds, entries, residentMegabytes };
}

const [chunk] = (await once(service.stdout, 'data')) as [Buffer];
const starts = [];
const feed = JSON.parse(chunk.toString()) as { url: string; feedKey: string };
for (let start = 0; start < STARTS; start += 1) starts.push(await catchUp(feed));
service.kill('SIGKILL');
rmSync(folder, { recursive: true });

const seconds = starts.map((start) => start.seconds).toSorted((one, other) => one - other);
const result = {
  entries: starts[0]?.entries ?? 0,
  seconds: {
    median: Number((seconds[2] ?? 0).toFixed(2)),
    min: Number((seconds[0] ?? 0).toFixed(2)),
    max: Number((seconds[4] ?? 0).toFixed(2)),
  },
  /** Of the first start, before anything of it could be used again. */
  residentMegabytes: Math.round(starts[0]?.residentMegabytes ?? 0),
};
if (values.json) console.log(JSON.stringify(result));
else console.table(result);
