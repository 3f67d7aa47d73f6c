import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';

export type GatewayProgram = 'nginx' | 'haproxy';

export interface GatewayOptions {
  readonly servicePort: number;
  /** Of the server behind the gateway. */
  readonly apiPort: number;
  readonly feedKey: string;
}

export interface Gateway {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const NGINX_FRAME = `
user root root;
worker_processes 1;
pid nginx.pid;
error_log stderr;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include recipe;
}
`;

/** Starts a gateway with the recipe from the documentation, of which addresses, ports and the key alone are changed. */
export async function startGateway(program: GatewayProgram, options: GatewayOptions): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-gateway-'));
  const port = await freePort();
  const file = program === 'nginx' ? 'nginx.conf' : 'haproxy.cfg';
  writeFileSync(join(folder, 'recipe'), recipeOf(`docs/gateways/${file}`, port, options));
  writeFileSync(join(folder, 'frame'), NGINX_FRAME);
  const args =
    program === 'nginx'
      ? ['-p', folder, '-c', 'frame', '-e', 'stderr', '-g', 'daemon off;']
      : ['-db', '-f', join(folder, 'recipe')];
  const child = spawn(program, args, {
    env: {
      PATH: `${process.env['PATH']}:/usr/sbin`,
      AUTHORIZE_URL: `http://127.0.0.1:${options.servicePort}/authorize`,
      FEED_API_KEY: options.feedKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = once(child, 'close');
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`${program} did not start: ${output}`);
    return isListening(port);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function recipeOf(path: string, port: number, { servicePort, apiPort, feedKey }: GatewayOptions): string {
  return readFileSync(path, 'utf8')
    .replace(/(listen |bind :)8080/, (_, before: string) => `${before}${port}`)
    .replace('127.0.0.1:3001', `127.0.0.1:${servicePort}`)
    .replaceAll('127.0.0.1:4000', `127.0.0.1:${apiPort}`)
    .replace('/etc/haproxy/authorize.lua', join(process.cwd(), 'docs/gateways/authorize.lua'))
    .replace(/clk_orders\.0{64}/, () => feedKey);
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}
