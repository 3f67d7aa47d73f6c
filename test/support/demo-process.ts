import { afterAll, beforeAll } from '@jest/globals';
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

/** Several programs in one, on a machine that other tests keep busy. */
const READY_MS = 50_000;

/** Starts the demo and waits until it says that it is ready. */
export async function startReadyDemo(args: readonly string[] = ['--port', '0']): Promise<DemoProcess> {
  const demo = startDemoProcess(args);
  await eventually(() => {
    if (demo.process.exitCode !== null) throw new Error(`the demo ended: ${demo.output()}`);
    return /^The demo is ready/m.test(demo.output());
  }, READY_MS);
  return demo;
}

export interface DemoOfSuite {
  /** What the demo printed, by the first group of a pattern. */
  readonly printed: (pattern: RegExp) => string;
  /** A text of the documentation, with the addresses of this demo in place of the usual ones. */
  readonly here: (text: string) => string;
}

/** One demo for all tests of a suite: started before them, and stopped after them. */
export function demoOfSuite(): DemoOfSuite {
  let demo: DemoProcess | undefined;
  beforeAll(async () => {
    demo = await startReadyDemo();
  }, 60_000);
  afterAll(async () => {
    demo?.process.kill('SIGTERM');
    await demo?.ended();
  });
  const printed = (pattern: RegExp) => pattern.exec(demo?.output() ?? '')?.[1] ?? '';
  return {
    printed,
    here: (text) =>
      text
        .replaceAll('http://localhost:3000', printed(/The service is at (\S+),/))
        .replaceAll('http://localhost:9400', printed(/the fake Cognito at (\S+)\.\n/)),
  };
}
