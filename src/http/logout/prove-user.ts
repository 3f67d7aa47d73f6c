import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { TokenVerifier } from '../../revocation/ports/token-verifier.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import { SIGN_OUT_SCOPE } from '../../tokens/sign-out-scope.ts';
import type { LogoutTokens } from './tokens-of.ts';

/**
 * Proves whose session this is, by the access token or else the ID token. A token that does not verify, or is of
 * another app client, proves nothing and is no error.
 *
 * @throws ServiceError `not-durable` when a token cannot be checked, if the logout cannot do without
 */
export async function proveUser(
  tokens: LogoutTokens,
  appClient: AppClientProfile,
  verifier: TokenVerifier,
  isNeeded: boolean,
): Promise<VerifiedClaims | undefined> {
  if (tokens.accessToken === undefined && tokens.idToken === undefined) return undefined;
  const verified = await Promise.all(
    [tokens.accessToken, tokens.idToken]
      .filter((token) => token !== undefined)
      .map((token) => (isNeeded ? verifier.verify(token) : verifier.verify(token).catch(() => undefined))),
  );
  return verified.find(
    (claims) => claims?.clientId === appClient.clientId && claims.userPoolId === appClient.userPoolId,
  );
}

/**
 * The access token that lets every session of its user be ended.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 *
 * @throws ServiceError `invalid-request` if there is none, or one without the scope; `unauthenticated` if it did
 *   not verify
 */
export function requireSignOutToken(
  { accessToken }: LogoutTokens,
  proof: VerifiedClaims | undefined,
): { readonly accessToken: string } {
  if (accessToken === undefined) {
    throw new ServiceError(
      'invalid-request',
      'To log out everywhere, send the access token of the session as well.',
    );
  }
  if (proof?.tokenUse !== 'access') {
    throw new ServiceError(
      'unauthenticated',
      'The access token was not accepted. Refresh it and try again, or log out without "everywhere".',
    );
  }
  if (!proof.scopes.includes(SIGN_OUT_SCOPE)) {
    throw new ServiceError(
      'invalid-request',
      `To log out everywhere, the access token needs the scope ${SIGN_OUT_SCOPE}: allow it for the app client and ` +
        'request it at sign-in, or log out without "everywhere".',
    );
  }
  return { accessToken };
}
