import { ServiceError } from '../../errors/service-error.ts';
import type { EndSessionRequest } from '../../protocols/oidc/end-session-request.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';

/** Nothing that needs to be encoded, so that it cannot be taken for anything else. */
const HARMLESS_STATE = /^[A-Za-z0-9._~-]{1,512}$/;

/**
 * The address at Cognito that ends the browser's session and leads on to the sign-out URL that was asked for. Both come
 * from the configuration as they stand there; a request can only choose, by a URL that is the same to the last
 * character (OpenID Connect RP-Initiated Logout 1.0 section 3).
 *
 * @throws ServiceError `invalid-request` for a URL that is not configured, `feature-unavailable` if none is
 */
export function signOutAddress(
  { postLogoutRedirectUri, state }: EndSessionRequest,
  { signOutAddresses = new Map<string, string>() }: AppClientProfile,
): string {
  const [first] = signOutAddresses.values();
  if (first === undefined) {
    throw new ServiceError(
      'feature-unavailable',
      'No sign-out URL is configured for this app client, so that there is nowhere to go.',
    );
  }
  const address = postLogoutRedirectUri === undefined ? first : signOutAddresses.get(postLogoutRedirectUri);
  if (address === undefined) {
    throw new ServiceError(
      'invalid-request',
      'The post_logout_redirect_uri is not one of the sign-out URLs that are configured for this app client.',
    );
  }
  return state !== undefined && HARMLESS_STATE.test(state) ? `${address}&state=${state}` : address;
}
