import type { Guard } from '../guard.ts';
import type { TokenClaims } from '../token-claims.ts';
import { TokenRefusedError } from './token-refused-error.ts';

/**
 * A `customJwtCheck` for aws-jwt-verify: `CognitoJwtVerifier.create({ …, customJwtCheck: createJwtCheck(guard) })`. The
 * verifier then refuses denied tokens itself, once their signature was found genuine.
 *
 * @throws TokenRefusedError (the check, not this function) which the verifier passes on
 */
export function createJwtCheck(
  guard: Pick<Guard, 'verdictOn'>,
): (properties: { readonly payload: TokenClaims }) => void {
  return ({ payload }) => {
    const verdict = guard.verdictOn(payload);
    if (verdict !== 'accepted') throw new TokenRefusedError(verdict);
  };
}
