import type { TokenVerifier } from '../../revocation/ports/token-verifier.ts';
import type { Denials } from '../../revocation/ports/denials.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import { hasPoolRights } from '../admin/require-pool-rights.ts';

/**
 * The claims of an access token that a resource server may accept: it verified, is of a user pool that the asking key
 * may know of, and was not denied. Undefined for any other, whatever is wrong with it. An ID token is no access token
 * (RFC 9068 section 1): who accepts one accepts what a frontend was given for itself.
 *
 * @throws ServiceError `not-durable` when the denylist is out of reach
 */
export async function acceptedToken(
  token: string,
  reader: AdminIdentity,
  { tokens, denials }: { readonly tokens: TokenVerifier; readonly denials: Denials },
): Promise<VerifiedClaims | undefined> {
  if (!isTokenShaped(token)) return undefined;
  const claims = await tokens.verify(token);
  if (claims?.tokenUse !== 'access' || !hasPoolRights(reader, claims.userPoolId)) return undefined;
  return (await denials.hits(claims)) ? undefined : claims;
}
