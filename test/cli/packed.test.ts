import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packedPackage } from '../support/programs/packed-package.ts';

/** Not whatever a registry has under this name. */
const OWN = ['--no', '--', 'cognito-logout'];
const repository = join(import.meta.dirname, '../..');
let directory = '';
let project = '';

/** A project that has the packed package installed, with its dependencies, and its command where npm puts it. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cognito-logout-packed-'));
  const tarball = await packedPackage(directory);
  project = join(directory, 'user/project');
  const installed = join(project, 'node_modules/cognito-logout');
  execFileSync('mkdir', ['-p', installed, join(project, 'node_modules/.bin')]);
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  symlinkSync(join(repository, 'node_modules'), join(directory, 'user/node_modules'));
  writeFileSync(join(project, 'package.json'), '{}');
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  for (const [name, file] of Object.entries(bin)) {
    execFileSync('chmod', ['+x', join(installed, file)]);
    symlinkSync(join('../cognito-logout', file), join(project, 'node_modules/.bin', name));
  }
}, 120_000);

afterAll(() => {
  rmSync(directory, { recursive: true });
});

test.each([
  ['--version', /^0\.\d+\.\d+\n$/],
  ['--help', / {2}revoke +ends sessions of somebody/],
  ['admin-key --help', /--user-pool/],
  ['audit export --help', /--store/],
])(
  'npx --no -- cognito-logout %s works from the packed package',
  (args, says) => {
    const path = `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`;
    const { status, stdout, stderr } = spawnSync('npx', [...OWN, ...args.split(' ')], {
      cwd: project,
      encoding: 'utf8',
      env: {
        PATH: path,
        HOME: directory,
        npm_config_offline: 'true',
        npm_config_update_notifier: 'false',
      },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(says);
  },
  60_000,
);
