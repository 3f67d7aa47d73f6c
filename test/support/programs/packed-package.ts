import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../../..');

/**
 * Builds the package and packs it as it would be published.
 *
 * @param directory where to do it, so that two suites do not share the output folder
 * @returns the tarball
 */
export function packPackage(directory: string): string {
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const build = ['-p', join(repository, 'tsconfig.build.json'), '--outDir', join(directory, 'dist')];
  execFileSync(process.execPath, [tsc, ...build], { encoding: 'utf8' });
  for (const file of ['package.json', 'LICENSE', 'README.md']) {
    cpSync(join(repository, file), join(directory, file), { recursive: true, force: true });
  }
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory];
  const [tarball = ''] = execFileSync('npm', pack, { cwd: directory, encoding: 'utf8' }).trim().split('\n');
  return join(directory, tarball);
}

/**
 * Makes a project that has the packed package installed, and none of the packages that the service needs.
 *
 * @param files what the project consists of, by name
 * @param links packages of this repository that the project needs itself
 */
export function createConsumer(
  directory: string,
  tarball: string,
  files: Readonly<Record<string, string>>,
  links: readonly string[] = [],
): void {
  const installed = join(directory, 'node_modules/cognito-logout');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of links) {
    const link = join(directory, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, 'node_modules', name), link);
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

/** The packages that a project has in its `node_modules`. */
export function installedIn(directory: string): readonly string[] {
  return readdirSync(join(directory, 'node_modules'));
}
