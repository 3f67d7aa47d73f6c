import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawRequest } from '../raw-request.ts';
import { freePort } from '../free-port.ts';
import { runRecipe } from './run-recipe.ts';

export type ProxyProgram = 'nginx' | 'haproxy';

export interface Proxy {
  readonly port: number;
  /** What it has printed, to look at when a test fails. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Recipes by the program that runs them, and that of the replicas, for HAProxy as well. */
const RECIPES: Readonly<Record<ProxyProgram | 'replicas', string>> = {
  nginx: 'docs/proxies/nginx.conf',
  haproxy: 'docs/proxies/haproxy.cfg',
  replicas: 'ops/replicas/haproxy.cfg',
};

const PING = 'GET /livez HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n';

/**
 * Starts a proxy with the recipe from the documentation, whose ports alone are changed, and resolves once a request
 * gets through it.
 *
 * @param instances ports of the instances of the service: two, which may be the same; three for the replicas
 */
export async function startProxy(recipe: keyof typeof RECIPES, instances: readonly number[]): Promise<Proxy> {
  const program = recipe === 'nginx' ? 'nginx' : 'haproxy';
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-proxy-'));
  const port = await freePort();
  const running = await runRecipe({
    program,
    folder,
    recipe: recipeOf(recipe, folder, port, instances),
    isUp: async () => (await rawRequest(port, PING)).startsWith('HTTP/1.1 200 '),
  });
  return { port, ...running };
}

function recipeOf(
  recipe: keyof typeof RECIPES,
  folder: string,
  port: number,
  instances: readonly number[],
): string {
  const [first, second] = instances;
  return (
    readFileSync(RECIPES[recipe], 'utf8')
      .replace(/(listen |bind :)8080/, (_, before: string) => `${before}${port}`)
      .replace('127.0.0.1:3001', `127.0.0.1:${first}`)
      .replace('127.0.0.1:3002', `127.0.0.1:${second}`)
      // Docker's name server finds them there; here nobody does.
      .replace(/^ +server-template .*$/m, servers(instances))
      .replace('/var/log/nginx', folder)
  );
}

function servers(ports: readonly number[]): string {
  return ports.map((port, index) => `    server logout${index} 127.0.0.1:${port}`).join('\n');
}
