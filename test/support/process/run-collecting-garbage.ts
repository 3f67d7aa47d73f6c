import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program in which `gc` collects all garbage at once, and returns what it prints as JSON. */
export async function runCollectingGarbage<Printed>(program: string): Promise<Printed> {
  const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program]);
  return JSON.parse(stdout) as Printed;
}
