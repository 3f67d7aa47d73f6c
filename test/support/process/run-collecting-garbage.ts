import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a program imports one of the sources from. */
export function sourceOf(path: string): string {
  return new URL(`../../../src/${path}`, import.meta.url).href;
}

/** Runs a program in which `gc` collects all garbage at once, and returns what it prints as JSON. */
export async function runCollectingGarbage<Printed>(program: string): Promise<Printed> {
  const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program]);
  return JSON.parse(stdout) as Printed;
}
