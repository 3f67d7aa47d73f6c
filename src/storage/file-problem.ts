import { resolve } from 'node:path';
import { ConfigurationError } from '../errors/configuration-error.ts';

/** A file of the store, and the variable that decides where it is. */
export interface StoreFile {
  readonly variable: 'DATABASE_URL' | 'STORE_KEYS_FILE';
  readonly path: string;
}

const NO_RIGHT = ['EACCES', 'EPERM'];

/**
 * What the operator is to be told when the system lets nobody, or not this user, at a file or its folder. Any other error
 * is given back as it is.
 */
export function fileProblem({ variable, path }: StoreFile, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const remedy = NO_RIGHT.includes(code)
    ? `that this user cannot read and write (${code}). Give this user the file and its folder (chown), or name another place.`
    : `that cannot be opened or made (${code}). Check path and disk, or name another place.`;
  return new ConfigurationError([{ variable, problem: `names a file (${resolve(path)}) ${remedy}` }]);
}
