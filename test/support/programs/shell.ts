import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a script with `sh`, as a reader who pastes it would. Resolves with its standard output. */
export async function runShell(script: string, environment: Record<string, string> = {}): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', NO_PROXY: '*', ...environment };
  const { stdout } = await run('sh', ['-eu', '-c', script], { env });
  return stdout;
}
