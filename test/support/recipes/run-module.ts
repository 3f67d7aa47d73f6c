import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs an ES module in a Node.js process of its own, from the root of the repository, so that it finds the packages.
 *
 * @returns the last line of what it wrote, as JSON, or undefined if it wrote nothing
 * @throws Error with what it wrote to standard error, if it failed
 */
export async function runModule(
  code: string,
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const child = spawn(process.execPath, ['--input-type=module', '-'], { env });
  child.stdin.end(code);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`the module failed: ${errors}`);
  const last = output.trim().split('\n').at(-1) ?? '';
  return last === '' ? undefined : (JSON.parse(last) as unknown);
}
