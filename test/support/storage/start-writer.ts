import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.ts';

const PROGRAM = fileURLToPath(new URL('writer-process.ts', import.meta.url));

export interface Writer {
  readonly lines: readonly string[];
  /** Receipts of what it said that it had done. */
  receipts(what: 'accepted' | 'settled'): readonly string[];
  untilLines(count: number): Promise<void>;
  /** Stops it where it is, until it is killed. */
  freeze(): void;
  kill(): Promise<void>;
}

/** `lossy`: without syncing anything. */
export type Writing = 'durable' | 'lossy';

export interface WriterOptions {
  /** A program, with its arguments, to run it under. */
  readonly under?: readonly string[];
  readonly writing?: Writing;
}

/** Starts a process that writes to a database until it is killed. */
export function startWriter(path: string, { under = [], writing = 'durable' }: WriterOptions = {}): Writer {
  const [command = '', ...rest]: readonly string[] = [...under, process.execPath, PROGRAM, path, writing];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const lines: string[] = [];
  let partial = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (partial + chunk).split('\n');
    partial = parts.pop() ?? '';
    lines.push(...parts);
  });
  const closed = once(child, 'close');

  return {
    lines,
    receipts: (what) =>
      lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1)),
    untilLines: (count) => eventually(() => lines.length >= count || child.exitCode !== null),
    freeze() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGSTOP');
    },
    async kill() {
      // The group, so that a program around it dies with it.
      if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
      await closed;
    },
  };
}

/** Does nothing where it ended a moment ago, of which this process has not heard yet. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}
