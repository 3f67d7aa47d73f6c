import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { makeKeyRingFile } from '../../src/storage/keys/make-key-ring.ts';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.ts';
import { prepareDirectory } from '../../src/storage/sqlite/prepare-directory.ts';
import { SQLITE_MIGRATIONS } from '../../src/storage/sqlite/sqlite-migrations.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';

const NOBODY = 65_534;

/** What comes of opening as a user whom file permissions bind, which they do not bind root. */
async function problemBy(open: () => unknown): Promise<unknown> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await open();
    return 'opened';
  } catch (error) {
    return error instanceof ConfigurationError ? error.problems : error;
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

const problemOf = (path: string, keysFile?: string) =>
  problemBy(() => openTestStorage({ engine: 'sqlite', path }, { keysFile }));

/** A folder that everybody may reach. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rights-'));
  chmodSync(folder, 0o755);
  return folder;
}

function folderOf(mode: number): string {
  const folder = join(newFolder(), 'data');
  mkdirSync(folder);
  chmodSync(folder, mode);
  return folder;
}

async function fileOf(mode: number): Promise<string> {
  const path = join(folderOf(0o755), 'keys.json');
  await makeKeyRingFile(path);
  chmodSync(path, mode);
  return path;
}

const names = (variable: string, path: string, code: string) => [
  { variable, problem: expect.stringMatching(new RegExp(`^names a file \\(${path}\\).* \\(${code}\\)\\. `)) },
];

describe('a store whose files the system does not give', () => {
  test.each([
    ['is not to be written to', 0o555],
    ['is not to be looked into', 0o000],
  ])('since the folder %s is refused by the name of its variable, with the path', async (_what, mode) => {
    const path = join(folderOf(mode), 'a.db');
    expect(await problemOf(path)).toEqual(names('DATABASE_URL', path, 'EACCES'));
  });

  test('since a group may write to the volume is refused, and not in a folder of its own there', () => {
    const volume = folderOf(0o2775);
    expect(() => prepareDirectory(join(volume, 'a.db'))).toThrow('other users can write to');
    prepareDirectory(join(volume, 'store', 'a.db'));
    prepareDirectory(join(volume, 'store', 'a.db'));
  });

  test('since its folder cannot be made is refused likewise', async () => {
    const path = join(folderOf(0o555), 'deeper', 'a.db');
    expect(await problemOf(path)).toEqual(names('DATABASE_URL', path, 'EACCES'));
  });

  test('since what should be its folder is a file is refused likewise, whoever asks', async () => {
    const path = join(await fileOf(0o644), 'a.db');
    expect(await problemOf(path)).toEqual(names('DATABASE_URL', path, 'ENOTDIR'));
  });

  test('since its database belongs to somebody else is refused likewise', async () => {
    const path = await fileOf(0o444);
    expect(await problemOf(path, await fileOf(0o444))).toEqual(names('DATABASE_URL', path, 'EACCES'));
  });

  test('since no log can be made beside its database is refused with what is to be given', async () => {
    const folder = folderOf(0o755);
    const settings = {
      path: join(folder, 'a.db'),
      migrations: SQLITE_MIGRATIONS,
      synchronous: 'FULL',
    } as const;
    openSqlite(settings).close();
    chmodSync(settings.path, 0o666);
    chmodSync(folder, 0o555);
    expect(await problemBy(() => openSqlite(settings))).toEqual([
      { variable: 'DATABASE_URL', problem: expect.stringContaining('and their folder (chown)') },
    ]);
  });

  test.each([
    ['looked for', async () => join(folderOf(0o000), 'keys.json')],
    ['read', () => fileOf(0o000)],
  ])('has STORE_KEYS_FILE named where that is what cannot be %s', async (_what, make) => {
    const keysFile = await make();
    expect(await problemOf(join(folderOf(0o755), 'a.db'), keysFile)).toEqual(
      names('STORE_KEYS_FILE', keysFile, 'EACCES'),
    );
  });
});
