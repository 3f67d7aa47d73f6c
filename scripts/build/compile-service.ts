import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * What the image and `npm start` tell V8, which takes what it compiled under some of these options only under the same (under which,
 * differs between versions). Started without them, the bundle runs as well, and is compiled again.
 */
export const COMPILED_UNDER = [
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  '--heap-growing-percent=200',
  '--no-memory-reducer',
  '--no-allocation-site-pretenuring',
  '--invocation-count-for-turbofan=1000',
] as const;

/**
 * Starts the bundled service once, with an upstream of its own, and logs out once, so that what V8 compiles for that lies in
 * the bundle for every start from then on.
 */
export async function compileService(bundle: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-service-'));
  const upstream = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  try {
    await runOnce(bundle, {
      DATABASE_URL: `file:${join(folder, 'store', 'compiled.db')}`,
      COGNITO_ENDPOINT: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    });
  } finally {
    upstream.close();
    rmSync(folder, { recursive: true });
  }
}

async function runOnce(bundle: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const service = spawn(
    process.execPath,
    [...COMPILED_UNDER, 'scripts/build/start/keep-compiled.ts', bundle],
    {
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        MANAGEMENT_PORT: '0',
        DRAIN_DELAY_MS: '0',
        COGNITO_USER_POOL_ID: 'eu-west-1_Compiled',
        COGNITO_CLIENT_ID: 'compiled',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(service, 'exit');
  for await (const line of createInterface(service.stdout)) {
    const { msg, port } = JSON.parse(line) as { readonly msg: string; readonly port?: number };
    if (msg !== 'started') continue;
    await logOut(`http://127.0.0.1:${port}`);
    service.kill('SIGTERM');
  }
  const [code] = (await exited) as [number | null];
  if (code !== 0) throw new Error(`the service ended with ${code}`);
}

async function logOut(url: string): Promise<void> {
  const { status } = await fetch(`${url}/logout`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken: 'not.a.token.of.anybody' }),
  });
  if (status !== 200) throw new Error(`a logout was answered with ${status}`);
}
