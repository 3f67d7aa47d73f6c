import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { runShell } from '../support/programs/shell.ts';

const MAIN = 'src/cli/main.ts';

/** A service whose audit trail never ends, and which says when it was asked. */
async function startEndless(onAsked: () => void) {
  const server = createServer((_request, response) => {
    onAsked();
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    const more = () => {
      if (!response.destroyed) response.write('{"an":"event"}\n'.repeat(500), () => setImmediate(more));
    };
    more();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const environment = {
    COGNITO_LOGOUT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    COGNITO_LOGOUT_API_KEY: 'a-key',
  };
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { environment, stop };
}

test('ends quietly once nobody reads its output any more', async () => {
  const { environment, stop } = await startEndless(() => undefined);
  try {
    const script = `exec 2>&1; '${process.execPath}' ${MAIN} audit export | head -n 2; echo ended`;
    expect(await runShell(script, environment)).toBe('{"an":"event"}\n{"an":"event"}\nended\n');
  } finally {
    stop();
  }
}, 30_000);

test('says in one line that its output cannot be written, as on a full disk', () => {
  const command = `exec '${process.execPath}' ${MAIN} --help >/dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8', env: {} });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^The output cannot be written \(ENOSPC\)\. .*\n$/),
  });
}, 30_000);

test('ends with exit code 130 at Ctrl-C, and prints nothing about it', async () => {
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const { environment, stop } = await startEndless(asked);
  try {
    const child = spawn(process.execPath, [MAIN, 'audit', 'export'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.stdout.resume();
    await isAsked;
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, errors }).toEqual({ code: 130, errors: '' });
  } finally {
    stop();
  }
}, 30_000);

test('an old Node.js gets one sentence', () => {
  const posing = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', posing, MAIN, '--version'], {
    encoding: 'utf8',
    env: {},
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^cognito-logout needs Node\.js 22\.19 or later, and this is 20\.20\.2: .*\.\n$/);
}, 30_000);
