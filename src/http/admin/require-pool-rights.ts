import type { AppClientDirectory } from '../../revocation/app-client-profile.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { refusal, type AskedAct } from './missing-right.ts';

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
  asked: AskedAct & { readonly userPoolId: string },
  appClients: AppClientDirectory,
): void {
  const { userPoolId } = asked;
  const isConfigured = appClients.all().some((client) => client.userPoolId === userPoolId);
  if (isConfigured && hasPoolRights(admin, userPoolId)) return;
  const message =
    'This admin may not do this in this user pool, or it is not configured here: check its id first.';
  throw refusal('forbidden', message, { lacks: 'user-pool', ...asked });
}
