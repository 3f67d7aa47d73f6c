import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../eventually.ts';

export interface ServiceProcess {
  /** Everything that it has printed, to standard output and standard error. */
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended and all its output has arrived. */
  readonly exited: Promise<number | null>;
}

export interface ServiceProcessOptions {
  /** Its whole environment, but for PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  /** What is run: the service, unless given. */
  readonly script?: string;
}

/** Starts the service as a process of its own. */
export function startServiceProcess(options: ServiceProcessOptions): ServiceProcess {
  const { environment, nodeOptions = [], script = 'src/main.ts' } = options;
  const child = spawn(process.execPath, [...nodeOptions, script], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { output: () => output, kill: (signal) => void child.kill(signal), exited };
}

/** The addresses at which a service listens, once it does. */
export async function addressesOf({
  output,
}: ServiceProcess): Promise<{ url: string; managementUrl: string }> {
  await eventually(() => /"msg":"started"/.test(output()));
  const portOf = (field: string) => new RegExp(`"${field}":(\\d+)`).exec(output())?.[1] ?? '';
  return {
    url: `http://127.0.0.1:${portOf('port')}`,
    managementUrl: `http://127.0.0.1:${portOf('managementPort')}`,
  };
}
