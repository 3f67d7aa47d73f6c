import type { ClientReport, Finding } from '../../doctor/client-report.ts';
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
  /** When the doctor looked at it last; `null` before the first time. */
  readonly checkedAt: string | null;
  readonly findings: readonly Finding[];
}

/**
 * What an admin gets to see of an app client: named fields only, so that nothing secret can slip in.
 *
 * @param secretIds what tells its secrets apart, and not the secrets
 */
export function listedClient(
  profile: AppClientProfile,
  secretIds: readonly string[],
  report: ClientReport | undefined,
): ListedClient {
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
    checkedAt: report === undefined ? null : new Date(report.checkedAtMs).toISOString(),
    findings: report?.findings ?? [],
  };
}
