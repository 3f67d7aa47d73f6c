import type { Secret } from '../settings/secret.ts';
import type { SecretSource } from './secrets/secret-source.ts';
import type { CookieSettings } from '../settings/web/cookie-settings.ts';

/** Where to revoke: by Cognito's API, or at `/oauth2/revoke` of the user pool's domain. */
export type Upstream = 'api' | 'domain';

/** An app client as configured, by plain variables or by an entry of the file. */
export interface AppClientSettings {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly region: string;
  /** What paths that choose the app client call it. */
  readonly name?: string | undefined;
  /** At most two, in the order in which to try them. None: a public app client, or its secrets are not fetched yet. */
  readonly secrets: readonly Secret[];
  /** Where the secrets are kept, where an entry of the file or a variable says so. */
  readonly secretSources?: readonly SecretSource[] | undefined;
  /** Where Cognito's API is, if not at its public address. */
  readonly endpoint?: string | undefined;
  /** URL of the user pool's domain. */
  readonly domain?: string | undefined;
  /** Where refresh tokens are revoked: Cognito's API unless given. */
  readonly upstream?: Upstream | undefined;
  readonly allowedOrigins: readonly string[];
  readonly cookies?: CookieSettings | undefined;
  /** A sign-out URL that is registered at the app client. */
  readonly logoutUri?: string | undefined;
  /** More sign-out URLs that are registered at the app client, to which `/oidc/logout` may lead. */
  readonly postLogoutRedirectUris?: readonly string[] | undefined;
  readonly afterLogoutUrl?: string | undefined;
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  readonly sessionTracking: boolean;
  /** Whether callers must authenticate with the secret of the app client (RFC 7009 section 2.1). */
  readonly confidentialTowardsCallers?: boolean | undefined;
}
