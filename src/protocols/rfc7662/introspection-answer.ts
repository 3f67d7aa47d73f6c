import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { IntrospectionAnswer } from './introspection-schema.ts';

/**
 * What is said of a token: everything that the resource server could read in it, or, of one that is not active for
 * whatever reason, no more than that (RFC 7662 section 2.2).
 */
export function introspectionAnswer(
  claims: VerifiedClaims | undefined,
  issuer: string | undefined,
): IntrospectionAnswer {
  if (claims === undefined) return { active: false };
  const { scopes, clientId, username, expiresAtSeconds, issuedAtSeconds, sub, originJti } = claims;
  return {
    active: true,
    scope: scopes.join(' '),
    client_id: clientId,
    username,
    token_type: 'Bearer',
    exp: expiresAtSeconds,
    iat: issuedAtSeconds,
    sub,
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(originJti === undefined ? {} : { origin_jti: originJti }),
  };
}
