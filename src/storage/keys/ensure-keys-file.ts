import { stat } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { fileProblem, type StoreFile } from '../file-problem.ts';
import type { StorageEvents } from '../storage-events.ts';
import { makeKeyRingFile } from './make-key-ring.ts';

/**
 * The key file of an embedded database. It is made with the database, and never for one that exists: a new ring could
 * not open what is stored there.
 *
 * @param keysFile where it should be, or undefined for beside the database
 * @throws ConfigurationError when it is missing although the database is there, and when this user may not look for it or
 *   make it
 */
export async function ensureKeysFile(
  databasePath: string,
  keysFile: string | undefined,
  events: StorageEvents,
): Promise<string> {
  const file = keysFile ?? join(dirname(databasePath), `${parse(databasePath).name}.keys.json`);
  const database: StoreFile = { variable: 'DATABASE_URL', path: databasePath };
  // Beside the database it is where it is because of DATABASE_URL.
  const named: StoreFile = keysFile === undefined ? database : { variable: 'STORE_KEYS_FILE', path: file };
  if (await hasContent(file, named)) return file;
  if (await hasContent(databasePath, database)) throw missing(resolve(file));
  const { active } = await makeKeyRingFile(file).catch((error: unknown) => {
    throw fileProblem(named, error);
  });
  events.keyRingMade({ keysFile: resolve(file), database: resolve(databasePath), kid: active });
  return file;
}

/** Of what this user may not look at nothing is known: taken for missing, a database would get another ring. */
async function hasContent(path: string, named: StoreFile): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fileProblem(named, error);
  }
}

function missing(file: string): ConfigurationError {
  return new ConfigurationError([
    {
      variable: 'STORE_KEYS_FILE',
      problem: `is missing (${file}), while its database is there: restore it from its backup, since nothing else opens the stored logouts`,
    },
  ]);
}
