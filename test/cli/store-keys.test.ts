import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyRing, parseKeyRingFile } from '../../src/storage/keys/key-ring.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

function storeKeys(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'keys', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function ringIn(file: string) {
  const text = readFileSync(file, 'utf8');
  const { keys, root } = parseKeyRingFile(text);
  for (const secret of [...Object.values(keys), root]) canary(secret);
  return parseKeyRing(text);
}

describe('npm run store-keys', () => {
  test('makes a key file that only its owner can read, and says nothing of the keys in it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'made', 'keys.json');
    const { status, stdout } = storeKeys('make', file);
    expect(status).toBe(0);
    const { activeKid, kids } = ringIn(file);
    expect(kids).toEqual([activeKid]);
    expect(stdout).toContain(activeKid);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('adds a key that is the active one, and keeps the keys of before and the root secret', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    storeKeys('make', file);
    const before = ringIn(file);
    expect(storeKeys('rotate', file).status).toBe(0);
    const after = ringIn(file);
    expect(after.activeKid).not.toBe(before.activeKid);
    expect(after.kids).toEqual([before.activeKid, after.activeKid]);
    expect(after.derive('fingerprint').equals(before.derive('fingerprint'))).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('leaves the file to whom it belongs, with the rights that it has', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'store-keys-')), 'keys.json');
    storeKeys('make', file);
    chmodSync(file, 0o640);
    const { uid, gid } = statSync(file);
    expect(storeKeys('rotate', file).status).toBe(0);
    ringIn(file);
    expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o100640 });
  });

  test('never replaces a file that is there', () => {
    const file = write('keys.json', 'precious');
    const { status, stderr } = storeKeys('make', file);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('left alone') });
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  test('refuses to rotate a file that is no key ring, and leaves it alone', () => {
    const file = write('broken.json', '{}');
    expect(storeKeys('rotate', file)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('names a file'),
    });
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  test.each([
    ['a file that is not there', ['rotate', '/nowhere/keys.json'], 1],
    ['no file', ['make'], 2],
    ['an act that is none', ['drop', 'keys.json'], 2],
  ])('refuses %s, and says why', (_, args, code) => {
    const { status, stderr } = storeKeys(...args);
    expect(status).toBe(code);
    expect(stderr).not.toBe('');
  });
});
