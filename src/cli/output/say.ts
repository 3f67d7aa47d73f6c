import { once } from 'node:events';
import type { CommandIo } from '../command.ts';

/** Prints lines, and waits where whoever reads them is slow. */
export async function say({ stdout, interrupted }: CommandIo, text: string): Promise<void> {
  if (!stdout.write(`${text}\n`)) await once(stdout, 'drain', { signal: interrupted });
}

/** Prints the service's own answer, for programs. */
export function sayJson(io: CommandIo, body: unknown): Promise<void> {
  return say(io, JSON.stringify(body, undefined, 2));
}

/** Says something beside what was asked for. */
export function remark({ stderr }: CommandIo, text: string): void {
  stderr.write(`${text}\n`);
}
