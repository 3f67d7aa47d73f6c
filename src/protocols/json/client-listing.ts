import type { AppClientProfile } from '../../revocation/app-client-profile.ts';

export interface ListedClient {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly region: string;
  readonly allowedOrigins: readonly string[];
  readonly cookieMode: boolean;
  readonly managedLogoutUrl: string | null;
  readonly afterLogoutUrl: string | null;
  readonly accessTokenValiditySeconds: number;
  readonly sessionTracking: boolean;
  readonly secretIds: readonly string[];
}

/**
 * What an admin gets to see of an app client: named fields only, so that nothing secret can slip in.
 *
 * @param secretIds what tells its secrets apart, and not the secrets
 */
export function listedClient(profile: AppClientProfile, secretIds: readonly string[]): ListedClient {
  const { clientId, userPoolId, region, allowedOrigins, accessTokenValiditySeconds, sessionTracking } =
    profile;
  return {
    clientId,
    userPoolId,
    region,
    allowedOrigins,
    cookieMode: profile.cookies !== undefined,
    managedLogoutUrl: profile.managedLogoutUrl ?? null,
    afterLogoutUrl: profile.afterLogoutUrl ?? null,
    accessTokenValiditySeconds,
    sessionTracking,
    secretIds,
  };
}
