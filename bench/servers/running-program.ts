import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { killFamily } from './process-family.ts';
import { setTimeout as after } from 'node:timers/promises';

export interface RunningProgram {
  readonly pid: number;
  /** When it was started, as `performance.now()` tells it. */
  readonly startedMs: number;
  readonly port: number;
  /** Kills it and all that it started. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The port that it listens on once it is ready. */
  readonly port: number;
  /** A file for what it prints to standard error. What it logs to standard output goes to /dev/null, for all alike. */
  readonly errorFile: string;
}

const START_MAX_MS = 30_000;

/** Starts a program, and resolves once it accepts connections. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { command, environment = {}, port, errorFile } = options;
  const [program = '', ...args] = command;
  const startedMs = performance.now();
  const errors = openSync(errorFile, 'w');
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ...environment },
    // What `ignore` stands for is /dev/null.
    stdio: ['ignore', 'ignore', errors],
  });
  closeSync(errors);
  const { pid = 0 } = child;
  const exited = once(child, 'exit');
  const kill = () => killFamily(pid);
  // Whatever ends this process ends what it started.
  process.once('exit', kill);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  while (!(await accepts(port))) {
    if (isRunning() && performance.now() - startedMs < START_MAX_MS) continue;
    kill();
    throw new Error(`${command.join(' ')} does not listen: ${readFileSync(errorFile, 'utf8')}`);
  }
  return {
    pid,
    startedMs,
    port,
    stop: async () => {
      kill();
      process.off('exit', kill);
      if (isRunning()) await exited;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    await after(1);
    return false;
  } finally {
    socket.destroy();
  }
}
