import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';

export interface RecipeRun {
  readonly program: 'nginx' | 'haproxy';
  /** An empty folder, which goes with the program. */
  readonly folder: string;
  readonly recipe: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it serves. */
  readonly isUp: () => Promise<boolean>;
}

export interface RunningRecipe {
  /** What it has printed, to look at when a test fails. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** What surrounds a recipe where nginx is installed, kept in a folder of the test. */
const NGINX_FRAME = `
user root root;
worker_processes 1;
pid nginx.pid;
error_log stderr;
events { worker_connections 1024; }
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

/** Runs nginx or HAProxy with a recipe, and resolves once it serves. */
export async function runRecipe({
  program,
  folder,
  recipe,
  environment,
  isUp,
}: RecipeRun): Promise<RunningRecipe> {
  writeFileSync(join(folder, 'recipe'), recipe);
  writeFileSync(join(folder, 'frame'), NGINX_FRAME);
  const args =
    program === 'nginx'
      ? ['-p', folder, '-c', 'frame', '-e', 'stderr', '-g', 'daemon off;']
      : ['-db', '-f', join(folder, 'recipe')];
  const child = spawn(program, args, {
    env: { PATH: `${process.env['PATH']}:/usr/sbin`, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = once(child, 'close');
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`${program} did not start: ${output}`);
    return isUp();
  });
  return {
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
