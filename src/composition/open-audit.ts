import { existsSync } from 'node:fs';
import type { Environment } from '../config/environment.ts';
import { readConfig } from '../config/read-config.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { AuditTrail } from '../revocation/ports/audit-trail.ts';
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
  if (config.database.engine === 'sqlite' && !existsSync(config.database.path)) {
    throw new ConfigurationError([
      { variable: 'DATABASE_URL', problem: 'names a database file that is not there' },
    ]);
  }
  const storage: Storage = await openStorageOf(config, {
    clock: { nowMs: () => Date.now() },
    events: unheard,
  });
  return { audit: storage.audit, close: () => storage.close() };
}
