import type { Actor, RequestContext } from '../revocation/command.ts';
import type { AdminIdentity } from '../revocation/ports/admin-authenticator.ts';
import type { VerifiedClaims } from '../tokens/claims.ts';
import type { Exchange } from './exchange.ts';

type Source = Pick<Exchange, 'requestId' | 'clientAddress'>;

/** One for all who prove nothing, since requests are remembered. */
const ANY_CALLER: Actor = { kind: 'caller' };

/** Who asks for something of their own: the user, where one is proven. Nobody gives a reason for that. */
export function userContext(
  { requestId, clientAddress }: Source,
  proof: Pick<VerifiedClaims, 'sub'> | undefined,
): RequestContext {
  const actor = proof === undefined ? ANY_CALLER : ({ kind: 'user', sub: proof.sub } as const);
  return { requestId, actor, clientAddress, reason: undefined };
}

/** The admin who orders something, or reads it: then without a reason. */
export function adminContext(
  { requestId, clientAddress }: Source,
  { id, via }: Pick<AdminIdentity, 'id' | 'via'>,
  reason?: string,
): RequestContext {
  return { requestId, actor: { kind: 'admin', id, via }, clientAddress, reason };
}
