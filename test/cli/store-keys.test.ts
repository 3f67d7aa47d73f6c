import { describe, expect, test } from '@jest/globals';
import { chmodSync, lstatSync, mkdtempSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyRing, parseKeyRingFile } from '../../src/storage/keys/key-ring.ts';
import { canary } from '../support/canaries.ts';
import { runCommand } from '../support/cli/run-command.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

const keys = (...args: readonly string[]) => runCommand(['keys', ...args]);

function ringIn(file: string) {
  const text = readFileSync(file, 'utf8');
  const { keys, root } = parseKeyRingFile(text);
  for (const secret of [...Object.values(keys), root]) canary(secret);
  return parseKeyRing(text);
}

describe('keys', () => {
  test('makes a key file that only its owner can read, and says nothing of the keys in it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'made', 'keys.json');
    const { code, stdout } = await keys('make', file);
    expect(code).toBe(0);
    const { activeKid, kids } = ringIn(file);
    expect(kids).toEqual([activeKid]);
    expect(stdout).toContain(activeKid);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('adds a key that is the active one, and keeps the keys of before and the root secret', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    await keys('make', file);
    const before = ringIn(file);
    expect((await keys('rotate', file)).code).toBe(0);
    const after = ringIn(file);
    expect(after.activeKid).not.toBe(before.activeKid);
    expect(after.kids).toEqual([before.activeKid, after.activeKid]);
    expect(after.derive('fingerprint').equals(before.derive('fingerprint'))).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('with --json tells machines which key is the active one', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    for (const act of ['make', 'rotate']) {
      const { code, stdout } = await keys(act, file, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({ file, active: ringIn(file).activeKid });
    }
  });

  test('leaves the file to whom it belongs, with the rights that it has', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    await keys('make', file);
    chmodSync(file, 0o640);
    const { uid, gid } = statSync(file);
    expect((await keys('rotate', file)).code).toBe(0);
    ringIn(file);
    expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o100640 });
  });

  test('rotates the file that a link names, and leaves the link a link', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    await keys('make', file);
    symlinkSync(file, `${file}-link`);
    expect((await keys('rotate', `${file}-link`)).code).toBe(0);
    expect(ringIn(file).kids).toHaveLength(2);
    expect(lstatSync(`${file}-link`).isSymbolicLink()).toBe(true);
  });

  test('never replaces a file that is there', async () => {
    const file = write('keys.json', 'precious');
    const { code, stderr } = await keys('make', file);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('left alone') });
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  test('refuses to rotate a file that is no key ring, and leaves it alone', async () => {
    const file = write('broken.json', '{}');
    expect(await keys('rotate', file)).toMatchObject({
      code: 1,
      stderr: 'The argument names a file that must hold {"active", "keys", "root"}.\n',
    });
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  test.each([
    ['a file that is not there', ['rotate', '/nowhere/keys.json'], 1],
    ['no file', ['make'], 2],
    ['an act that is none', ['drop', 'keys.json'], 2],
  ])('refuses %s, and says why', async (_, args, exitCode) => {
    const { code, stderr } = await keys(...args);
    expect(code).toBe(exitCode);
    expect(stderr).not.toBe('');
  });
});
