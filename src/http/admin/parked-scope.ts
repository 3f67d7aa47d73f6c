import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { ParkedFilter } from '../../revocation/ports/revocation-store.ts';
import { refusal } from './missing-right.ts';
import { hasPoolRights } from './require-pool-rights.ts';

/**
 * What of a filter the admin may act on: one filter, or one for each of the user pools that the admin may touch. A pool
 * need not be configured any more: then its logouts wait for just that.
 *
 * @throws ServiceError `forbidden` for a user pool that the admin may not touch
 */
export function parkedScope(
  filter: ParkedFilter,
  admin: Pick<AdminIdentity, 'userPoolIds'>,
): readonly ParkedFilter[] {
  const { userPoolId } = filter;
  if (userPoolId === undefined) {
    const { userPoolIds } = admin;
    return userPoolIds === 'all' ? [filter] : userPoolIds.map((own) => ({ ...filter, userPoolId: own }));
  }
  if (hasPoolRights(admin, userPoolId)) return [filter];
  const missing = { lacks: 'user-pool', act: 'manage-parked', userPoolId } as const;
  throw refusal('forbidden', 'This admin may not touch logouts of this user pool.', missing);
}
