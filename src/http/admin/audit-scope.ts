import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientDirectory } from '../../revocation/app-client-profile.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { AuditQuery } from '../../revocation/ports/audit-trail.ts';
import { requirePoolRights } from './require-pool-rights.ts';

/**
 * Narrows a query to what the admin may see: those who may touch some user pools see the events of one of these.
 *
 * @throws ServiceError `forbidden`
 */
export function auditScope(
  query: AuditQuery,
  admin: AdminIdentity,
  appClients: AppClientDirectory,
): AuditQuery {
  if (admin.userPoolIds === 'all') return query;
  const [only, ...others] = admin.userPoolIds;
  const userPoolId = query.userPoolId ?? (others.length === 0 ? only : undefined);
  if (userPoolId === undefined) {
    throw new ServiceError(
      'forbidden',
      'Name the user pool, as userPoolId: this admin may not see all of them.',
    );
  }
  requirePoolRights(admin, { act: 'read-audit', userPoolId }, appClients);
  return { ...query, userPoolId };
}
