import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..');

/**
 * Builds the package and packs it as it would be published.
 *
 * @param directory where to do it: the output folder of the repository stays as it is
 * @returns the tarball
 */
export async function packPackage(directory: string): Promise<string> {
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const build = ['-p', join(repository, 'tsconfig.build.json'), '--outDir', join(directory, 'dist')];
  // As cheap as it gets: two checkers of types instead of four, and garbage is collected seldom.
  await run(process.execPath, [tsc, ...build, '--checkers', '2'], { env: { ...process.env, GOGC: '400' } });
  for (const file of ['package.json', 'LICENSE', 'README.md']) {
    copyFileSync(join(repository, file), join(directory, file));
  }
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory];
  const { stdout } = await run('npm', pack, { cwd: directory });
  const [tarball = ''] = stdout.trim().split('\n');
  return join(directory, tarball);
}
