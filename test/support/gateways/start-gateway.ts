import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { runRecipe } from '../proxies/run-recipe.ts';

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

/** Starts a gateway with the recipe from the documentation, of which addresses, ports and the key alone are changed. */
export async function startGateway(program: GatewayProgram, options: GatewayOptions): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-gateway-'));
  const port = await freePort();
  const file = program === 'nginx' ? 'nginx.conf' : 'haproxy.cfg';
  const { stop } = await runRecipe({
    program,
    folder,
    recipe: recipeOf(`docs/gateways/${file}`, port, options),
    environment: {
      AUTHORIZE_URL: `http://127.0.0.1:${options.servicePort}/authorize`,
      FEED_API_KEY: options.feedKey,
    },
    isUp: () => isListening(port),
  });
  return { url: `http://127.0.0.1:${port}`, stop };
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
