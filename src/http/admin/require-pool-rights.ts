import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientDirectory } from '../../revocation/app-client-profile.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';

export function hasPoolRights(
  { userPoolIds }: Pick<AdminIdentity, 'userPoolIds'>,
  userPoolId: string,
): boolean {
  return userPoolIds === 'all' || userPoolIds.includes(userPoolId);
}

/**
 * Refuses an admin who may not touch this user pool. A pool that is not configured is refused in the same words, so
 * that nobody learns which ones are.
 *
 * @throws ServiceError `forbidden`
 */
export function requirePoolRights(
  admin: AdminIdentity,
  userPoolId: string,
  appClients: AppClientDirectory,
): void {
  const isConfigured = appClients.all().some((client) => client.userPoolId === userPoolId);
  if (isConfigured && hasPoolRights(admin, userPoolId)) return;
  throw new ServiceError('forbidden', 'This admin may not end sessions of this user pool.');
}
