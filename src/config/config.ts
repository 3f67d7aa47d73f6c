import type { CookieSettings } from '../settings/web/cookie-settings.ts';
import type { DatabaseUrl } from '../settings/formats/network/database-url.ts';
import type { KeyValues } from '../settings/formats/key-values.ts';
import type { ActsByName } from '../settings/formats/admin/acts-by-name.ts';
import type { PoolsByName } from '../settings/formats/admin/pools-by-name.ts';
import type { PoolUser } from '../settings/formats/admin/pool-user.ts';
import type { SecretPlace } from '../settings/formats/secret-place.ts';
import type { Hidden, Secret } from '../settings/secret.ts';
import type { TrustProxy } from '../settings/formats/network/trust-proxy.ts';

/** The one app client that plain variables describe. Where it has secrets, the first is tried first. */
export interface AppClientFromVariables {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly region: string;
  readonly secrets: readonly Secret[];
  /** Where the secrets are kept, if not in variables or files. */
  readonly secretPlace: SecretPlace | undefined;
  readonly endpoint: string | undefined;
  readonly domain: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly cookies: CookieSettings | undefined;
  readonly upstream: 'api' | 'domain';
  readonly logoutUri: string | undefined;
  readonly postLogoutRedirectUris: readonly string[];
  readonly afterLogoutUrl: string | undefined;
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  readonly sessionTracking: boolean;
}

/** Whose Cognito access tokens open the admin routes. At least one of the four after them is set; all that are set count. */
export interface AdminTokens {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly group: string | undefined;
  readonly scope: string | undefined;
  readonly groupActs: ActsByName | undefined;
  readonly scopeActs: ActsByName | undefined;
  readonly groupPools: PoolsByName | undefined;
  readonly scopePools: PoolsByName | undefined;
}

/** Where spans go, and which. */
export interface Tracing {
  readonly url: string;
  readonly headers: Hidden<KeyValues> | undefined;
  readonly timeoutMs: number;
  readonly scheduleDelayMs: number;
  readonly sampler:
    | 'always_on'
    | 'always_off'
    | 'traceidratio'
    | 'parentbased_always_on'
    | 'parentbased_always_off'
    | 'parentbased_traceidratio';
  readonly samplerRatio: number;
  readonly resource: KeyValues;
}

/** What the variables say. Exactly one of `appClient` and `appClientsFile` is set. */
export interface Config {
  readonly appClient: AppClientFromVariables | undefined;
  readonly appClientsFile: string | undefined;
  readonly upstream: {
    readonly deadlineMs: number;
    /** Calls per second that Cognito allows in each Region. */
    readonly revokeQuotaPerSecond: number;
    readonly signOutQuotaPerSecond: number;
    /** How much of the quotas all instances together may use. */
    readonly quotaSharePercent: number;
    /** Hosts to which plain http is allowed. */
    readonly insecureHosts: readonly string[];
  };
  readonly admin: {
    readonly apiKeysFile: string | undefined;
    readonly tokens: AdminTokens | undefined;
    /** Accounts that no admin's order may touch. */
    readonly protectedUsers: readonly PoolUser[];
  };
  readonly server: {
    readonly port: number;
    readonly host: string;
    /** Where callers find the service, without a slash at the end. */
    readonly publicUrl: string | undefined;
    readonly managementPort: number;
    readonly managementHost: string;
    readonly trustProxy: TrustProxy;
    readonly bodyLimitBytes: number;
    readonly clearSiteData: readonly ('cache' | 'cookies' | 'storage')[];
    readonly requiresHttps: boolean;
    /** Operations of Cognito's API that pass through the service. */
    readonly passThrough: { readonly operations: readonly string[]; readonly deadlineMs: number };
    readonly maxConnections: number;
    readonly requestTimeoutMs: number;
    readonly keepAliveTimeoutMs: number;
    readonly overloadDelayMs: number;
    readonly overloadRequests: number;
    readonly drainDelayMs: number;
    readonly shutdownTimeoutMs: number;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  readonly rateLimit: {
    readonly addressPerMinute: number;
    readonly userPerMinute: number;
    readonly appClientPerSecond: number;
    readonly adminPerSecond: number;
    readonly readerPerSecond: number;
    readonly adminFailuresPer15Minutes: number;
    readonly shadow: boolean;
    /** Undefined: count in memory. */
    readonly redisUrl: Secret | undefined;
  };
  /** Undefined: no spans. */
  readonly tracing: Tracing | undefined;
  /** How often the secrets of app clients are read again. */
  readonly secretsReloadIntervalSeconds: number;
  readonly database: DatabaseUrl;
  readonly storeKeysFile: string | undefined;
  /** Undefined: audit events are kept for ever. */
  readonly auditRetentionDays: number | undefined;
  /** Base64 of 32 bytes or more. Undefined: it comes from the keys of the store. */
  readonly fingerprintKey: Secret | undefined;
}
