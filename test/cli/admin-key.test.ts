import { describe, expect, test } from '@jest/globals';
import {
  chmodSync,
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { createApiKeyAuthenticator } from '../../src/admin-keys/api-key-authenticator.ts';
import { loadApiKeys } from '../../src/admin-keys/load-api-keys.ts';
import { canary } from '../support/canaries.ts';
import { runCommand } from '../support/cli/run-command.ts';
import { runShell } from '../support/programs/shell.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const KEY = /clk_[a-z0-9-]+\.[0-9a-f]{64}/g;

async function adminKey(...args: readonly string[]) {
  const { code, stdout, stderr } = await runCommand(['admin-key', ...args]);
  const keys = [...stdout.matchAll(KEY), ...stderr.matchAll(KEY)].map(([key]) => canary(key));
  return { code, stdout, stderr, keys };
}

const accepts = async (file: string, key: string | undefined) => {
  const { keys } = loadApiKeys(file);
  return createApiKeyAuthenticator(keys, { nowMs: () => Date.UTC(2026, 11, 1) }).authenticate(key ?? '');
};

describe('admin-key', () => {
  test('shows the key once, and an entry that the service accepts it by', async () => {
    const { code, stdout, keys } = await adminKey('--id', 'support-desk', '--name', 'Support desk');
    expect({ code, keys: keys.length }).toEqual({ code: 0, keys: 1 });
    const file = write('printed.yaml', stdout.slice(stdout.indexOf('keys:')));
    expect(await accepts(file, keys[0])).toMatchObject({
      kind: 'authenticated',
      admin: { id: 'support-desk', name: 'Support desk', userPoolIds: 'all' },
    });
  });

  test('adds the entry to a file, keeping what stands there, and prints nothing but the key', async () => {
    const file = write('keys.yaml', `# of the support team\nkeys: []\n`);
    const first = await adminKey(
      '--id',
      'desk',
      '--name',
      'Desk: "1"',
      '--user-pool',
      'eu-west-1_Ab1',
      '--file',
      file,
    );
    const second = await adminKey(
      '--id',
      'api',
      '--name',
      'API',
      '--scope',
      'feed',
      '--scope',
      'admin',
      '--file',
      file,
    );
    expect([first.code, second.code]).toEqual([0, 0]);
    expect([first.stdout === `${first.keys[0]}\n`, second.stdout === `${second.keys[0]}\n`]).toEqual([
      true,
      true,
    ]);
    expect(readFileSync(file, 'utf8')).toContain('# of the support team');
    expect(await accepts(file, first.keys[0])).toMatchObject({
      kind: 'authenticated',
      admin: { name: 'Desk: "1"', userPoolIds: ['eu-west-1_Ab1'] },
    });
    expect(await accepts(file, second.keys[0])).toMatchObject({ kind: 'authenticated' });
  });

  test.each(['new.yaml', 'new.json'])(
    'makes the file %s when it is not there, and adds to it',
    async (name) => {
      const file = write(name, '').replace(name, `made-${name}`);
      const first = await adminKey('--id', 'one', '--name', 'One', '--file', file);
      const second = await adminKey(
        '--id',
        'two',
        '--name',
        'Two',
        '--expires-at',
        '2127-01-31T00:00:00Z',
        '--file',
        file,
      );
      expect([first.stderr, second.stderr].join()).not.toMatch(/cannot/);
      expect(await accepts(file, first.keys[0])).toMatchObject({ kind: 'authenticated' });
      expect(await accepts(file, second.keys[0])).toMatchObject({ kind: 'authenticated' });
      const isJson = readFileSync(file, 'utf8').startsWith('{');
      expect(isJson).toBe(name.endsWith('.json'));
    },
  );

  test('leaves the file to whom it belongs, with the rights that it has, and a link to it a link', async () => {
    const file = write('shared.yaml', 'keys: []\n');
    const link = `${file}.link.yaml`;
    symlinkSync(file, link);
    // Only root can give a file away.
    if (process.getuid?.() === 0) chownSync(file, 1000, 1000);
    chmodSync(file, 0o660);
    const { uid, gid } = statSync(file);
    const { code, keys } = await adminKey('--id', 'desk', '--name', 'Desk', '--file', link);
    expect(code).toBe(0);
    expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o100660 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(await accepts(file, keys[0])).toMatchObject({ kind: 'authenticated' });
  });

  test('makes a file that another user may read, as far as the umask lets: it holds hashes', async () => {
    const file = write('beside.yaml', '');
    const umask = process.umask(0o027);
    try {
      await adminKey('--id', 'desk', '--name', 'Desk', '--file', `${file}.made.yaml`);
    } finally {
      process.umask(umask);
    }
    expect(statSync(`${file}.made.yaml`).mode & 0o777).toBe(0o640);
  });

  test.each([
    ['that is there', 'full.yaml', 'keys: []\n'],
    ['that is new', 'none.yaml', undefined],
  ])(
    'leaves nothing behind beside a file %s when the disk takes no more',
    async (_what, name, contents) => {
      const file = write(name, contents ?? '');
      if (contents === undefined) rmSync(file);
      const command = `'${process.execPath}' src/cli/main.ts admin-key --id desk --name Desk --file '${file}'`;
      const said = await runShell(`ulimit -f 0; ${command} 2>&1 || echo "exit code $?"`);
      expect(said).toMatch(/^--file names a file that cannot be written \(EFBIG\)[.]\nexit code 1\n$/);
      const left = readdirSync(dirname(file)).filter((one) => one.startsWith(basename(file)));
      expect(left).toEqual(contents === undefined ? [] : [basename(file)]);
      if (contents !== undefined) expect(readFileSync(file, 'utf8')).toBe(contents);
    },
    30_000,
  );

  test.each([
    ['no arguments', [], '--id'],
    ['an id in capitals', ['--id', 'Desk', '--name', 'Desk'], '--id'],
    ['no name', ['--id', 'desk'], '--name'],
    ['an unknown scope', ['--id', 'desk', '--name', 'Desk', '--scope', 'all'], '--scope'],
    ['an unknown act', ['--id', 'desk', '--name', 'Desk', '--act', 'all'], '--act'],
    ['a pool that is none', ['--id', 'desk', '--name', 'Desk', '--user-pool', 'pool'], '--user-pool'],
    ['a date without time', ['--id', 'desk', '--name', 'Desk', '--expires-at', '2027-01-31'], '--expires-at'],
    [
      'a time that is over',
      ['--id', 'desk', '--name', 'Desk', '--expires-at', '2026-01-31T00:00:00Z'],
      '--expires-at is over',
    ],
    ['an unknown option', ['--id', 'desk', '--name', 'Desk', '--secret', 'x'], '--secret'],
    ['a stray word', ['--id', 'support', 'desk'], 'desk'],
  ])(
    'given %s says which option is wrong and how it is used, with exit code 2 and no key',
    async (_what, args, option) => {
      const { code, stdout, stderr, keys } = await adminKey(...args);
      expect({ code, stdout, keys }).toEqual({ code: 2, stdout: '', keys: [] });
      expect(stderr).toContain(option);
      expect(stderr).toContain('cognito-logout admin-key --help');
    },
  );

  test.each([
    [
      'that has the id already',
      `keys: [{ id: desk, name: D, hash: 'sha256:${'0'.repeat(64)}', scopes: [feed] }]`,
    ],
    ['that is wrong', 'keys: [{ id: other }]'],
    ['that is no YAML', 'keys: "'],
  ])('leaves a file %s as it is, with exit code 1 and no key', async (_what, contents) => {
    const file = write('wrong.yaml', contents);
    const { code, stdout, stderr, keys } = await adminKey('--id', 'desk', '--name', 'Desk', '--file', file);
    expect({ code, stdout, keys }).toEqual({ code: 1, stdout: '', keys: [] });
    expect(stderr).toMatch(/^--file (names a file that|\()/);
    expect(readFileSync(file, 'utf8')).toBe(contents);
  });

  test('says that it is --file that names a folder', async () => {
    const folder = dirname(write('beside', ''));
    const { code, stderr } = await adminKey('--id', 'desk', '--name', 'Desk', '--file', folder);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--file names .*EISDIR/),
    });
  });

  test('with --json tells machines the key and the entry of the file', async () => {
    const { code, stdout, keys } = await adminKey('--id', 'desk', '--name', 'Desk', '--json');
    const { key, entry } = JSON.parse(stdout) as { readonly key: string; readonly entry: object };
    expect({ code, keys }).toEqual({ code: 0, keys: [key] });
    expect(await accepts(write('json.json', JSON.stringify({ keys: [entry] })), key)).toMatchObject({
      kind: 'authenticated',
      admin: { id: 'desk' },
    });
  });

  test('explains itself on --help', async () => {
    expect(await adminKey('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--user-pool'),
    });
  });
});
