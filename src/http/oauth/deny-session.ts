import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { userContext } from '../request-context.ts';

/**
 * Makes the function that denies the session of an access or ID token of the app client. It throws a ServiceError
 * `token-not-of-client` for that of another one (RFC 7009 section 2.1). A token that does not verify is an invalid one, and no
 * error (section 2.2); where that cannot be told, it throws `not-durable`.
 */
export function createDenySession({
  denyTokens,
  tokens,
  fingerprint,
}: Pick<AppDependencies, 'denyTokens' | 'tokens' | 'fingerprint'>) {
  return async (token: string, appClient: AppClientProfile, exchange: Exchange): Promise<void> => {
    const proof = isTokenShaped(token) ? await tokens.verify(token) : undefined;
    if (proof === undefined) return;
    if (proof.clientId !== appClient.clientId || proof.userPoolId !== appClient.userPoolId) {
      throw new ServiceError(
        'token-not-of-client',
        'The token was issued to another app client. Send the client id it was issued to.',
      );
    }
    const { receiptId } = await denyTokens(
      { tokensOf: 'session', appClient, proof, fingerprint: fingerprint(token) },
      userContext(exchange, proof),
    );
    exchange.receiptId = receiptId;
  };
}
