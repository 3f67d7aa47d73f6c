import { stat } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import type { StorageEvents } from '../storage-events.ts';
import { makeKeyRingFile } from './make-key-ring.ts';

/**
 * The key file of an embedded database. It is made with the database, and never for one that exists: a new ring could
 * not open what is stored there.
 *
 * @param keysFile where it should be, or undefined for beside the database
 * @throws ConfigurationError when it is missing although the database is there
 */
export async function ensureKeysFile(
  databasePath: string,
  keysFile: string | undefined,
  events: StorageEvents,
): Promise<string> {
  const file = keysFile ?? join(dirname(databasePath), `${parse(databasePath).name}.keys.json`);
  if (await hasContent(file)) return file;
  if (await hasContent(databasePath)) throw missing(resolve(file));
  const { active } = await makeKeyRingFile(file);
  events.keyRingMade({ keysFile: resolve(file), database: resolve(databasePath), kid: active });
  return file;
}

async function hasContent(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch {
    return false;
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
