import type { AdminAct } from '../../revocation/admin-act.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { refusal, type AskedAct } from './missing-right.ts';

/**
 * Refuses an admin who was not given this act, and names it, so that the admin knows what to ask for. Which user pools
 * the admin may touch is another question: see `requirePoolRights`.
 *
 * @throws ServiceError `forbidden`
 */
export function requireAct(
  admin: Pick<AdminIdentity, 'acts' | 'via'>,
  act: AdminAct,
  about: Omit<AskedAct, 'act'> = {},
): void {
  if (admin.acts.includes(act)) return;
  const holder =
    admin.via === 'api-key' ? 'the acts of this API key' : 'the acts of a group or scope of this admin';
  const message = `This admin may not do that: ${act} is missing among ${holder}.`;
  throw refusal('forbidden', message, { lacks: 'act', act, ...about });
}
