import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packPackage } from '../../../scripts/pack-package.ts';

const repository = join(import.meta.dirname, '../../..');

/**
 * The package as it would be published. The test command has packed it once for all suites; where it has not, it is done
 * here.
 *
 * @param directory where to do it
 * @returns the tarball, which is not to be changed
 */
export async function packedPackage(directory: string): Promise<string> {
  const packed = process.env['PACKED_PACKAGE'] ?? '';
  return packed === '' ? packPackage(directory) : packed;
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
