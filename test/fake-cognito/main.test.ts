import { describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO } from '../../src/fake-cognito/seed/seed-demo.ts';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';

jest.setTimeout(30_000);

canary(DEMO.confidentialSecret);
canary(DEMO.secondConfidentialSecret);
Object.values(DEMO.passwords).forEach((password) => canary(password));

interface Run {
  readonly output: string;
  readonly code: number | null;
}

/** Runs the program to its end; `onOutput` sees everything printed so far whenever more comes. */
async function run(
  args: readonly string[],
  env: Record<string, string>,
  onOutput: (output: string, stop: () => void) => void,
): Promise<Run> {
  const child = spawn(process.execPath, ['src/fake-cognito/main.ts', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stopped = false;
  const stop = (): void => {
    if (!stopped) stopped = child.kill('SIGTERM');
  };
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    onOutput(output, stop);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, code };
}

const stopWhenSeeded = (output: string, stop: () => void): void => {
  if (/^ {2}keys .*$/m.test(output.split('user pool').at(-1) ?? '')) stop();
};

test('a fake Cognito does not start with NODE_ENV=production, whoever starts it', async () => {
  const usual = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await expect(startFakeCognito()).rejects.toThrow('does not start with NODE_ENV=production');
  } finally {
    process.env['NODE_ENV'] = usual;
  }
});

describe('npm run fake-cognito', () => {
  test('prints where it listens and whom it knows, no secret and no password, and stops on SIGTERM', async () => {
    const { output, code } = await run(['--port', '0'], {}, stopWhenSeeded);

    expect(output).toMatch(/API and domain at http:\/\/127\.0\.0\.1:\d+\n/);
    for (const id of [
      DEMO.userPoolId,
      DEMO.publicClientId,
      DEMO.confidentialClientId,
      DEMO.secondUserPoolId,
    ]) {
      expect(output).toContain(id);
    }
    expect(output).toContain('alice, bob, admin');
    expect(output).not.toContain(DEMO.confidentialSecret);
    expect(output).not.toContain(DEMO.passwords.alice);
    expect(code).toBe(0);
  });

  test('takes its pools from a seed file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fake-cognito-'));
    const seedFile = join(directory, 'seed.json');
    const pool = { id: 'ap-south-1_Abc', region: 'ap-south-1', clients: [{ clientId: 'one' }], users: [] };
    writeFileSync(seedFile, JSON.stringify({ pools: [pool] }));

    const { output, code } = await run(['--port', '0', '--seed-file', seedFile], {}, stopWhenSeeded);
    rmSync(directory, { recursive: true });

    expect(output).toContain('user pool ap-south-1_Abc (ap-south-1)\n  app client one (public)');
    expect(code).toBe(0);
  });

  test.each([
    ['NODE_ENV=production', [], { NODE_ENV: 'production' }, 'does not start with NODE_ENV=production.'],
    ['a port that is none', ['--port', 'http'], {}, '--port has to be a number from 0 to 65535.'],
    ['an option that it does not know', ['--verbose'], {}, "Unknown option '--verbose'"],
  ])('refuses %s with a sentence and exit code 1', async (_, args, env: Record<string, string>, sentence) => {
    const { output, code } = await run(args, env, () => undefined);

    expect(output).toContain(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });
});

test('npm run fake-cognito explains itself on --help, and starts nothing', async () => {
  const { output, code } = await run(['--help'], {}, () => undefined);
  expect(code).toBe(0);
  expect(output).toContain('--seed-file');
  expect(output).not.toContain('http://');
});
