import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COMPILED_UNDER } from '../../../scripts/build/compile-service.ts';
import { eventually } from '../eventually.ts';

export interface Memory {
  readonly heapUsedBytes: number;
  readonly residentBytes: number;
}

export interface ServiceProcess {
  readonly pid: number;
  /** Everything that it has printed, to standard output and standard error. */
  readonly output: () => string;
  /** Stops reading what it prints, from now on. */
  readonly stopReading: () => void;
  /** What it uses after a collection of garbage. For a process that was started with `MEMORY_PROBE`. */
  readonly memory: () => Promise<Memory>;
  readonly isRunning: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended and all its output has arrived. */
  readonly exited: Promise<number | null>;
}

export interface ServiceProcessOptions {
  /** Its whole environment, but for PATH and the cache of compiled code. */
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  /** What is run: the service, unless given. The variable SERVICE_SCRIPT names it as it was built. */
  readonly script?: string;
  /** The most descriptors that it may have, as `ulimit -n` sets it. */
  readonly descriptorsMax?: number;
  /** Hears of each piece of output, of which then only the beginning is kept. */
  readonly onOutput?: (text: string) => void;
}

/** Options of Node that let a process tell its memory. */
export const MEMORY_PROBE = [
  '--expose-gc',
  '--import',
  fileURLToPath(new URL('memory-probe.ts', import.meta.url)),
];

const BEGINNING_CHARACTERS = 100_000;
const START_MAX_MS = 60_000;

/** Starts the service as a process of its own. */
export function startServiceProcess(options: ServiceProcessOptions): ServiceProcess {
  const child = spawnService(options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      if (options.onOutput === undefined || output.length < BEGINNING_CHARACTERS) output += text;
      options.onOutput?.(text);
    });
  }
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    output: () => output,
    stopReading: () => void child.stdout?.pause(),
    memory: () => memoryOf(child),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

const { SERVICE_SCRIPT: BUNDLED_SERVICE } = process.env;

function spawnService(options: ServiceProcessOptions): ChildProcess {
  const {
    environment,
    nodeOptions = [],
    script = BUNDLED_SERVICE ?? 'src/main.ts',
    descriptorsMax,
  } = options;
  const compiledUnder = script === BUNDLED_SERVICE ? COMPILED_UNDER : [];
  const service = [process.execPath, ...compiledUnder, ...nodeOptions, script];
  const [program = '', ...args] =
    descriptorsMax === undefined
      ? service
      : ['sh', '-c', `ulimit -n ${descriptorsMax} && exec "$0" "$@"`, ...service];
  return spawn(program, args, {
    // Compiled code that other processes of the tests left behind.
    env: { ...keptFromOurs('PATH', 'NODE_COMPILE_CACHE', 'NODE_COMPILE_CACHE_PORTABLE'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  const answered = once(child, 'message');
  child.send('memory');
  const [memory] = (await answered) as [Memory];
  return memory;
}

/** The addresses at which a service listens, once it does. */
export async function addressesOf({
  output,
  isRunning,
}: ServiceProcess): Promise<{ url: string; managementUrl: string }> {
  const isStarted = () => /"msg":"started"/.test(output());
  await eventually(() => isStarted() || !isRunning(), START_MAX_MS);
  if (!isStarted()) throw new Error(`the service ended before it listened: ${output()}`);
  const portOf = (field: string) => new RegExp(`"${field}":(\\d+)`).exec(output())?.[1] ?? '';
  return {
    url: `http://127.0.0.1:${portOf('port')}`,
    managementUrl: `http://127.0.0.1:${portOf('managementPort')}`,
  };
}

function keptFromOurs(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
