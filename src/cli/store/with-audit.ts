import { openAudit } from '../../composition/open-audit.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { ServiceError } from '../../errors/service-error.ts';
import type { AuditTrail } from '../../revocation/ports/audit-trail.ts';
import { UsageError } from '../command-error.ts';
import type { CommandIo } from '../command.ts';

/** What commands that look into the store say of it. */
export const STORE_USAGE = `The store is the one that DATABASE_URL and STORE_KEYS_FILE name. A SQLite file belongs to one process: stop the service
first, or look at a copy of the file beside a copy of its key file. PostgreSQL may be looked at while the service runs.`;

/**
 * Opens the audit trail of the store that the environment names, for as long as something is done with it.
 *
 * @throws UsageError when it cannot be opened or read
 */
export async function withAudit<Seen>(
  { environment }: CommandIo,
  look: (audit: AuditTrail) => Promise<Seen>,
): Promise<Seen> {
  try {
    const open = await openAudit(environment);
    try {
      return await look(open.audit);
    } finally {
      await open.close();
    }
  } catch (error) {
    throw error instanceof ConfigurationError
      ? new UsageError(error.message)
      : new UsageError(`The store failed (${codeOf(error)}).`);
  }
}

/** A driver's messages may quote addresses and names; its codes do not. */
function codeOf(error: unknown): string {
  const failure = error instanceof ServiceError ? (error.cause ?? error) : error;
  const code = (failure as { readonly code?: unknown }).code;
  return typeof code === 'string' ? code : 'unknown error';
}
