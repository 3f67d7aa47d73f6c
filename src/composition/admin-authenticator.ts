import { apiKeyId } from '../admin-keys/api-key.ts';
import type { AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';

/** Whoever holds something that looks like an API key is judged by API keys, everybody else by access tokens. */
export function createAdminAuthenticator(
  byApiKey: AdminAuthenticator,
  byAccessToken: AdminAuthenticator | undefined,
): AdminAuthenticator {
  return {
    authenticate: (credential) =>
      apiKeyId(credential) !== undefined || byAccessToken === undefined
        ? byApiKey.authenticate(credential)
        : byAccessToken.authenticate(credential),
  };
}
