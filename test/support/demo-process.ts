import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.ts';

export interface DemoProcess {
  readonly process: ChildProcess;
  /** What it has printed until now. */
  output(): string;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
}

/** Starts `npm run demo` without npm. */
export function startDemoProcess(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): DemoProcess {
  const child = spawn(process.execPath, ['src/demo/main.ts', ...args], { env: environment });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    process: child,
    output: () => output,
    ended: async () => (await closed)[0],
  };
}

/** Starts the demo and waits until it says that it is ready. */
export async function startReadyDemo(): Promise<DemoProcess> {
  const demo = startDemoProcess(['--port', '0']);
  await eventually(() => {
    if (demo.process.exitCode !== null) throw new Error(`the demo ended: ${demo.output()}`);
    return /^The demo is ready/m.test(demo.output());
  });
  return demo;
}
