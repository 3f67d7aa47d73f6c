import type { CookieSettings } from '../settings/web/cookie-settings.ts';
import type { AppClientSettings, Upstream } from './app-client-settings.ts';
import { managedLogoutUrl } from './managed-logout-url.ts';

/** A configured app client. Printing or serialising it shows no secret, and copying it leaves the secrets behind. */
export interface AppClient {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly region: string;
  readonly name: string | undefined;
  readonly endpoint: string | undefined;
  readonly domain: string | undefined;
  /** Where its refresh tokens are revoked. */
  readonly upstream: Upstream;
  readonly allowedOrigins: readonly string[];
  readonly cookies: CookieSettings | undefined;
  readonly managedLogoutUrl: string | undefined;
  /** The addresses at Cognito that end the managed-login session, by the sign-out URL that each leads to. */
  readonly signOutAddresses: ReadonlyMap<string, string>;
  readonly afterLogoutUrl: string | undefined;
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  readonly sessionTracking: boolean;
  readonly confidentialTowardsCallers: boolean;
  /** In the order in which to try them; none for a public app client. */
  readonly secrets: readonly string[];
}

/** @param secrets those that are in force, asked each time: they may change while the service runs */
export function createAppClient(
  settings: AppClientSettings,
  secrets: () => AppClientSettings['secrets'] = () => settings.secrets,
): AppClient {
  const { clientId, domain, logoutUri } = settings;
  const shown: Omit<AppClient, 'secrets'> = {
    clientId,
    userPoolId: settings.userPoolId,
    region: settings.region,
    name: settings.name,
    endpoint: settings.endpoint,
    domain,
    upstream: settings.upstream ?? 'api',
    allowedOrigins: settings.allowedOrigins,
    cookies: settings.cookies,
    managedLogoutUrl:
      domain === undefined || logoutUri === undefined
        ? undefined
        : managedLogoutUrl(domain, clientId, logoutUri),
    signOutAddresses: signOutAddresses(settings),
    afterLogoutUrl: settings.afterLogoutUrl,
    accessTokenValiditySeconds: settings.accessTokenValiditySeconds,
    idTokenValiditySeconds: settings.idTokenValiditySeconds,
    refreshTokenValiditySeconds: settings.refreshTokenValiditySeconds,
    sessionTracking: settings.sessionTracking,
    confidentialTowardsCallers: settings.confidentialTowardsCallers ?? false,
  };
  const withSecrets = Object.defineProperty(shown, 'secrets', {
    get: () => secrets().map((secret) => secret.reveal()),
    enumerable: false,
  });
  return Object.freeze(withSecrets as AppClient);
}

/** The first is that of `logoutUri`, where there is one. */
function signOutAddresses(settings: AppClientSettings): ReadonlyMap<string, string> {
  const { clientId, domain, logoutUri, postLogoutRedirectUris = [] } = settings;
  if (domain === undefined) return new Map();
  const uris = logoutUri === undefined ? postLogoutRedirectUris : [logoutUri, ...postLogoutRedirectUris];
  return new Map(uris.map((uri) => [uri, managedLogoutUrl(domain, clientId, uri)]));
}
