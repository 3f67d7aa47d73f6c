/**
 * Starts the bundled service once, with an upstream of its own, and logs out once, so that what V8 compiles for that is in
 * `dist/bundle/compile-cache` from then on, for whoever starts it with `NODE_COMPILE_CACHE`.
 *
 *     node scripts/build/fill-compile-cache.ts [--user <id>]
 *
 * `--user` makes it the cache of another user: Node.js keeps one for each, in a folder that ends in the user's id.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const CACHE = 'dist/bundle/compile-cache';

/** The options of the image: what is compiled depends on some of them. */
const COMMAND = [
  '--max-semi-space-size=8',
  '--enable-source-maps',
  '--disable-proto=delete',
  '--report-exclude-env',
  'dist/bundle/main.js',
];

const { user } = parseArgs({ options: { user: { type: 'string' } } }).values;
const folder = mkdtempSync(join(tmpdir(), 'compile-cache-'));
rmSync(CACHE, { recursive: true, force: true });

const upstream = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
await once(upstream, 'listening');
const service = spawn(process.execPath, COMMAND, {
  env: {
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: CACHE,
    NODE_COMPILE_CACHE_PORTABLE: '1',
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DRAIN_DELAY_MS: '0',
    DATABASE_URL: `file:${join(folder, 'store', 'compiled.db')}`,
    COGNITO_USER_POOL_ID: 'eu-west-1_Compiled',
    COGNITO_CLIENT_ID: 'compiled',
    COGNITO_ENDPOINT: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exited = once(service, 'exit');

for await (const line of createInterface(service.stdout)) {
  const { msg, port } = JSON.parse(line) as { readonly msg: string; readonly port?: number };
  if (msg !== 'started') continue;
  await logOut(`http://127.0.0.1:${port}`);
  service.kill('SIGTERM');
}
const [code] = (await exited) as [number | null];
upstream.close();
rmSync(folder, { recursive: true });
if (code !== 0) throw new Error(`the service ended with ${code}`);
if (user !== undefined) giveTo(user);

async function logOut(url: string): Promise<void> {
  const { status } = await fetch(`${url}/logout`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken: 'not.a.token.of.anybody' }),
  });
  if (status !== 200) throw new Error(`a logout was answered with ${status}`);
}

/** Whoever it is may read it, and nobody but its owner write to it. */
function giveTo(userId: string): void {
  for (const name of readdirSync(CACHE)) {
    const own = join(CACHE, name.replace(/\d+$/, userId));
    renameSync(join(CACHE, name), own);
    chmodSync(own, 0o755);
    for (const file of readdirSync(own)) chmodSync(join(own, file), 0o644);
  }
}
