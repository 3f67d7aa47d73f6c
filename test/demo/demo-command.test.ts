import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { startDemoProcess, startReadyDemo, type DemoProcess } from '../support/demo-process.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { runShell } from '../support/programs/shell.ts';

describe('npm run demo', () => {
  test('with --check tells the whole story and ends with 0', async () => {
    const demo = startDemoProcess(['--check']);
    expect(await demo.ended()).toBe(0);
    expect(demo.output().split('\n')).toEqual([
      'ok   alice signs in at Cognito: 200',
      'ok   the refresh token gives new tokens: 200',
      'ok   the orders API accepts the access token: 200',
      'ok   POST /logout: 200 revoked',
      'ok   the refresh token is refused: 400 NotAuthorizedException Refresh Token has been revoked',
      'ok   the orders API refuses the access token: 401',
      "ok   and accepts that of the user's other session: 200",
      'ok   bob signs in at Cognito: 200',
      'ok   the refresh token gives new tokens: 200',
      'ok   the orders API accepts the access token: 200',
      'ok   POST /admin/revoke: 200 revoked',
      'ok   the refresh token is refused: 400 NotAuthorizedException Refresh Token has been revoked',
      'ok   the orders API refuses the access token: 401',
      'ok   and accepts that of a sign-in afterwards: 200',
      'The story came out as it should.',
      '',
    ]);
  }, 30_000);

  test('explains itself on --help, and starts nothing', async () => {
    const demo = startDemoProcess(['--help']);
    expect(await demo.ended()).toBe(0);
    expect(demo.output()).toMatch(/npm run demo -- \[--check\][^]*--port/);
    expect(demo.output()).not.toContain('http://');
  }, 30_000);

  test('ends when the service cannot start, and leaves nothing running', async () => {
    const demo = startDemoProcess(['--port', '0'], { ...process.env, TMPDIR: '/nowhere' });
    expect(await demo.ended()).toBe(1);
    expect(demo.output()).toContain('The demo failed');
  }, 30_000);

  test('says so when the port that was asked for is taken, and starts nothing', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const demo = startDemoProcess(['--port', String(port)]);
    expect(await demo.ended()).toBe(1);
    expect(demo.output()).toBe(
      `The configuration has one problem:\n  - --port ${port} is taken. Choose another one.\n`,
    );
    taken.close();
  }, 30_000);

  test.each([
    [['--port', 'x'], '--port must be a port number from 0 to 65535.'],
    [['--colour'], 'The command line cannot be understood'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const demo = startDemoProcess(args);
    expect(await demo.ended()).toBe(1);
    expect(demo.output()).toContain(sentence);
    expect(demo.output()).not.toMatch(/^ +at /m);
  });

  test('does not start in production', async () => {
    const demo = startDemoProcess([], { ...process.env, NODE_ENV: 'production' });
    expect(await demo.ended()).toBe(1);
    expect(demo.output()).toContain('NODE_ENV must not be production');
  });
});

describe('a demo that runs', () => {
  let demo: DemoProcess;
  beforeAll(async () => {
    demo = await startReadyDemo([]);
  }, 60_000);
  afterAll(async () => {
    demo.process.kill('SIGKILL');
    await demo.ended();
  });

  describeWithProgram('curl', 'prints commands that', () => {
    test('do what their titles say when they are pasted into a shell', async () => {
      const commands = demo.output().split('\nThe service is at')[0] ?? '';
      canary(/ADMIN_API_KEY='([^']+)'/.exec(commands)?.[1] ?? '');
      const output = await runShell(commands);

      expect(output.match(/^\d{3}$/gm)).toEqual(['200', '200', '400', '200', '200', '400']);
      expect(output.match(/"status":"revoked"/g)).toHaveLength(3);
      expect(output.match(/Refresh Token has been revoked/g)).toHaveLength(2);
    }, 60_000);
  });

  test('makes another one go elsewhere, whose usual ports are taken', async () => {
    const other = await startReadyDemo([]);
    const services = [demo, other].map((one) => /The service is at (\S+),/.exec(one.output())?.[1]);
    other.process.kill('SIGINT');
    await other.ended();
    expect(services[0]).toMatch(/^http:\/\/localhost:\d+$/);
    expect(services[1]).not.toBe(services[0]);
  }, 60_000);

  test('ends with 0 at Ctrl-C, and leaves nothing listening', async () => {
    const urls = demo.output().match(/http:\/\/localhost:\d+(?=[. ,]|$)/gm) ?? [];
    demo.process.kill('SIGINT');
    expect(await demo.ended()).toBe(0);
    expect(new Set(urls).size).toBe(3);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
  }, 30_000);
});
