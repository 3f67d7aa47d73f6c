import { closeSync, fchmodSync, mkdirSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { fileProblem } from '../file-problem.ts';

const WRITABLE_BY_OTHERS = 0o022;
/** NFS, and so Amazon EFS, whose locks do not hold what SQLite needs of them. See statfs(2). */
const NFS_SUPER_MAGIC = 0x6969;

/**
 * Makes the database's directory (0700) and file (0600) where they are missing. The write-ahead log gets the file's
 * mode from SQLite.
 *
 * @throws ConfigurationError for a directory that others can write to, or on a network file system, and when this user may
 *   not make or use them
 */
export function prepareDirectory(path: string): void {
  try {
    prepare(path);
  } catch (error) {
    throw fileProblem({ variable: 'DATABASE_URL', path }, error);
  }
}

function prepare(path: string): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if ((statSync(directory).mode & WRITABLE_BY_OTHERS) !== 0) {
    throw problem(
      'names a file in a directory that other users can write to: take that right away (chmod go-w)',
    );
  }
  if (isNetworkFileSystem(statfsSync(directory).type)) {
    throw problem('names a file on a network file system: SQLite needs a local disk; else use PostgreSQL');
  }
  const file = openSync(path, 'a', 0o600);
  fchmodSync(file, 0o600);
  closeSync(file);
}

export function isNetworkFileSystem(type: number): boolean {
  return type === NFS_SUPER_MAGIC;
}

function problem(text: string): ConfigurationError {
  return new ConfigurationError([{ variable: 'DATABASE_URL', problem: text }]);
}
