import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const PROBE = fileURLToPath(new URL('heap-probe.ts', import.meta.url));

export interface ServiceProcessOptions {
  /** The variables of the service. Without `PORT` and `MANAGEMENT_PORT` it takes free ports of loopback. */
  readonly environment: Readonly<Record<string, string>>;
  /** The most descriptors that the process may have, as `ulimit -n` sets it. */
  readonly descriptorsMax?: number;
  /** Hears of each piece of output, which is then kept nowhere. */
  readonly onOutput?: (text: string) => void;
}

export interface Memory {
  readonly heapUsedBytes: number;
  readonly residentBytes: number;
}

/** The service, as the process that it is in production. */
export interface ServiceProcess {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly managementUrl: string;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** What it has logged. */
  readonly lines: () => readonly Record<string, unknown>[];
  /** Stops reading what it prints, from now on. */
  readonly stopReading: () => void;
  /** After a collection of garbage. */
  readonly memory: () => Promise<Memory>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly isRunning: () => boolean;
  /** Its exit code; null if a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** Starts the service as a process of its own, and resolves once it listens. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const child = spawnService(options);
  let output = '';
  let heard = '';
  const hear = (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    if (heard.length < 100_000) heard += text;
    if (options.onOutput === undefined) output += text;
    else options.onOutput(text);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  await eventually(() => /"port":\d+/.test(heard) || !isRunning());
  if (!isRunning()) throw new Error(`the service did not start: ${heard}`);
  const port = Number(/"port":(\d+)/.exec(heard)?.[1]);
  return {
    pid: child.pid ?? 0,
    port,
    url: `http://127.0.0.1:${port}`,
    managementUrl: `http://127.0.0.1:${/"managementPort":(\d+)/.exec(heard)?.[1]}`,
    output: () => output,
    lines: () => parseLines(output),
    stopReading: () => child.stdout?.pause(),
    memory: () => memoryOf(child),
    signal: (signal) => void child.kill(signal),
    isRunning,
    exited,
  };
}

function spawnService({ environment, descriptorsMax }: ServiceProcessOptions): ChildProcess {
  const command = [process.execPath, '--expose-gc', '--import', PROBE, MAIN];
  const limited =
    descriptorsMax === undefined
      ? command
      : ['sh', '-c', `ulimit -n ${descriptorsMax} && exec "$0" "$@"`, ...command];
  const [program = '', ...args] = limited;
  return spawn(program, args, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      MANAGEMENT_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function parseLines(output: string): readonly Record<string, unknown>[] {
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  const answered = once(child, 'message');
  child.send('memory');
  const [memory] = (await answered) as [Memory];
  return memory;
}
