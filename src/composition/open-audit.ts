import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { isSet } from '../config/is-set.ts';
import { readConfig } from '../config/read-config.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { AuditTrail } from '../revocation/ports/audit-trail.ts';
import { fileProblem } from '../storage/file-problem.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { StorageEvents } from '../storage/storage-events.ts';
import { openStorageOf } from './storage-side.ts';

export interface OpenAudit {
  readonly audit: AuditTrail;
  close(): Promise<void>;
}

const OWN_VARIABLES = ['DATABASE_URL', 'DATABASE_URL_FILE', 'STORE_KEYS_FILE'];

const unheard: StorageEvents = {
  keyRingMade: () => undefined,
  keyRingRefused: () => undefined,
  unreadable: () => undefined,
  forgedDenial: () => undefined,
  failed: () => undefined,
  recovered: () => undefined,
  broken: () => undefined,
};

/**
 * Opens the audit trail of the store that the environment names. Looks at no other variable.
 *
 * @throws ConfigurationError (rejects) when the store cannot be opened, or keeps nothing
 */
export async function openAudit(environment: Environment): Promise<OpenAudit> {
  const { config, problems } = readConfig(environment);
  const own = problems.filter(({ variable }) => OWN_VARIABLES.includes(variable));
  if (own.length > 0) throw new ConfigurationError(own);
  if (config.database.engine === 'memory') {
    throw new ConfigurationError([
      { variable: 'DATABASE_URL', problem: 'names no store that keeps anything' },
    ]);
  }
  if (config.database.engine === 'sqlite') requireFile(config.database.path, environment);
  const storage: Storage = await openStorageOf(config, {
    clock: { nowMs: () => Date.now() },
    events: unheard,
  });
  return { audit: storage.audit, close: () => storage.close() };
}

/** Looking at a trail makes no new database. */
function requireFile(path: string, environment: Environment): void {
  const variable = 'DATABASE_URL';
  try {
    statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileProblem({ variable, path }, error);
    const problem = isSet(environment, variable)
      ? `names a database file that is not there (${resolve(path)})`
      : `is not set, and the database file of the default is not there (${resolve(path)}). Set it as the service has it`;
    throw new ConfigurationError([{ variable, problem }]);
  }
}
