import { ServiceError } from '../../errors/service-error.ts';
import type { AdminAct } from '../../revocation/admin-act.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';

/**
 * Refuses an admin who was not given this act, and names it, so that the admin knows what to ask for. Which user pools
 * the admin may touch is another question: see `requirePoolRights`.
 *
 * @throws ServiceError `forbidden`
 */
export function requireAct(admin: Pick<AdminIdentity, 'acts' | 'via'>, act: AdminAct): void {
  if (admin.acts.includes(act)) return;
  const holder =
    admin.via === 'api-key' ? 'the acts of this API key' : 'the acts of a group or scope of this admin';
  throw new ServiceError('forbidden', `This admin may not do that: ${act} is missing among ${holder}.`);
}
