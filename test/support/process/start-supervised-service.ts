import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.ts';

const SCRIPT = fileURLToPath(new URL('supervised-service.ts', import.meta.url));

export interface SupervisedServiceOptions {
  readonly drainDelayMs?: number;
  /** What the errors that it throws quote. */
  readonly secret?: string;
  readonly stdout?: 'pipe' | 'ignore';
}

export interface SupervisedService {
  readonly url: string;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** Its log lines. */
  readonly lines: () => readonly Record<string, unknown>[];
  readonly stdout: Readable | null;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly exited: Promise<number | null>;
}

/** Starts the process of `supervised-service.ts` and resolves once it listens. */
export async function startSupervisedService(
  options: SupervisedServiceOptions = {},
): Promise<SupervisedService> {
  const { drainDelayMs = 0, secret = '', stdout = 'pipe' } = options;
  const child = spawn(process.execPath, [SCRIPT, String(drainDelayMs), secret], {
    stdio: ['ignore', stdout, 'pipe'],
  });
  let logged = '';
  let complained = '';
  child.stdout?.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  await eventually(() => complained.includes('\n'));
  return {
    url: `http://127.0.0.1:${complained.trim()}`,
    output: () => logged + complained,
    lines: () =>
      logged
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    stdout: child.stdout,
    kill: (signal) => void child.kill(signal),
    exited,
  };
}
