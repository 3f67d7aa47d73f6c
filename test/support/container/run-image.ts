import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Image } from './image.ts';

export interface RunningImage {
  readonly process: ChildProcess;
  /** What the process has written until now. */
  output(): string;
  /** Ends it with a signal and resolves with its exit code; null when the signal killed it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs a command of an image as its user, with its environment and nothing of ours. `node` stands for a copy of the
 * running Node.js, since the image's user may not reach ours.
 */
export function runInImage(
  image: Image,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): RunningImage {
  const [, ...parameters] = command;
  const child = spawn(image.node, parameters, {
    cwd: image.workingDirectory,
    env: { ...image.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(image.userId === undefined ? {} : { uid: image.userId, gid: image.userId }),
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    process: child,
    output: () => output,
    async stop(signal) {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

/** Runs a command of an image to its end and resolves with its exit code. */
export async function exitCodeOf(
  image: Image,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number | null> {
  const [code] = (await once(runInImage(image, command, environment).process, 'close')) as [number | null];
  return code;
}
