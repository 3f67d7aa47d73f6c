import type { RequestContext } from '../../revocation/command.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';

/** Who orders something, from where and why. */
export interface Orderer {
  readonly admin: AdminIdentity;
  readonly context: RequestContext;
}
