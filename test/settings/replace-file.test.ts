import { describe, expect, test } from '@jest/globals';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replaceFile } from '../../src/settings/replace-file.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

const beside = (file: string) => readdirSync(dirname(file)).filter((one) => one.startsWith(basename(file)));

describe('a file that is replaced', () => {
  test('stays with whom it belongs to, with the rights that it has', async () => {
    const file = write('shared', 'before');
    // Only root can give a file away.
    if (process.getuid?.() === 0) chownSync(file, 1000, 1000);
    chmodSync(file, 0o664);
    const { uid, gid } = statSync(file);
    await replaceFile(file, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o100664 });
    expect(beside(file)).toEqual(['shared']);
  });

  test('is replaced where it is, when it is named by a link', async () => {
    const file = write('linked', 'before');
    symlinkSync(file, `${file}-link`);
    await replaceFile(`${file}-link`, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(lstatSync(`${file}-link`).isSymbolicLink()).toBe(true);
  });

  test('is for its owner alone when it is new', async () => {
    const file = `${write('old', '')}-new`;
    await replaceFile(file, 'after');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('leaves nothing behind when it cannot be', async () => {
    const folder = `${write('file', '')}-folder`;
    mkdirSync(folder);
    write(join(basename(folder), 'inside'), '');
    await expect(replaceFile(folder, 'after')).rejects.toMatchObject({
      code: expect.stringMatching(/EISDIR|ENOTEMPTY|EEXIST/),
    });
    expect(beside(folder)).toEqual([basename(folder)]);
  });
});
