import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../src/cli/commands.ts';
import { createApiKey } from '../../src/admin-keys/api-key.ts';
import { canary } from '../support/canaries.ts';
import { runCommand } from '../support/cli/run-command.ts';

const TOKEN = canary('eyJjdHkiOiJKV1QifQ.cliCanaryTokenInAnArgument.x');
const KEY = canary(createApiKey('clitest'));
const CLIENT_SECRET = canary('cliCanaryClientSecretThatIsAsLongAsThoseOfCognito01');

describe('cognito-logout', () => {
  test('lists every command on --help, and its exit codes', async () => {
    const { code, stdout, stderr } = await runCommand(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of Object.keys(COMMANDS)) expect(stdout).toContain(`  ${name} `);
    expect(stdout).toContain('Exit codes: 0 done');
  });

  test('names the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await runCommand(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each(Object.keys(COMMANDS))('explains %s on --help, and does nothing', async (name) => {
    const { code, stdout, stderr } = await runCommand([...name.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`  cognito-logout ${name}`);
    expect(stdout).toContain('Exit codes: 0 ');
    expect(stdout.split('\n').filter((line) => line.length > 125)).toEqual([]);
  });

  test.each([[[]], [['drop']], [['parked']], [['constructor']], [['parked', 'everything']]])(
    'given %j says which commands there are, with exit code 2',
    async (args) => {
      const { code, stdout, stderr } = await runCommand(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('  parked list ');
    },
  );

  test('lists the commands of a group on its --help', async () => {
    const { code, stdout } = await runCommand(['audit', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('  audit tail ');
    expect(stdout).not.toContain('parked list');
  });

  test.each([
    ['a token', ['revoke', '--username', TOKEN, '--reason', 'x']],
    ['a token in a text', ['revoke', '--reason', `he had ${TOKEN} in his hands`]],
    ['an API key', ['parked', 'list', `--api-key=${KEY}`]],
    ['an API key where a file belongs', ['parked', 'list', '--api-key-file', KEY]],
    ['a secret of an app client', ['revoke', `--client=${CLIENT_SECRET}`, '--reason', 'x']],
    ['a token without a command', [TOKEN]],
  ])('refuses %s as an argument, and does not quote it', async (_what, args) => {
    const { code, stdout, stderr } = await runCommand(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('looks like a token, a key or a secret');
    for (const secret of [TOKEN, KEY, CLIENT_SECRET]) expect(stderr).not.toContain(secret);
  });

  test('takes long paths, URLs and ids as arguments', async () => {
    const path = '/nowhere/a-long-name-of-a-folder-that-goes-on-and-on-for-ever-and-ever/api-key.txt';
    const { stderr } = await runCommand([
      'parked',
      'list',
      '--url',
      'https://a.example',
      '--api-key-file',
      path,
    ]);
    expect(stderr).toContain('--api-key-file names a file that cannot be read (ENOENT)');
  });
});
