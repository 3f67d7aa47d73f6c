/** Where a browser's session cookies are, so that they can be read and cleared with the attributes they were set with. */
export interface CookieSettings {
  readonly refreshToken: string;
  readonly accessToken?: string | undefined;
  readonly idToken?: string | undefined;
  readonly path: string;
  readonly domain?: string | undefined;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none';
}

/** What the house may know of an app client. Secrets are not part of it: they stay with the registry and `cognito/`. */
export interface AppClientProfile {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly region: string;
  /** What paths that choose it call it. */
  readonly name?: string | undefined;
  /** Exact origins (`https://app.example.com`) of the frontends that use this app client. */
  readonly allowedOrigins: readonly string[];
  readonly cookies?: CookieSettings | undefined;
  /** `https://<domain>/logout?client_id=…&logout_uri=…`: ends the managed-login session when opened in the browser. */
  readonly managedLogoutUrl?: string | undefined;
  /** The addresses at Cognito that end the managed-login session, by the sign-out URL that each leads to. */
  readonly signOutAddresses?: ReadonlyMap<string, string> | undefined;
  /** Where a browser's own form post is sent when there is no managed login. */
  readonly afterLogoutUrl?: string | undefined;
  /** Longest life of an access token of this app client, in seconds. Cognito's default is 3600, its maximum 86400. */
  readonly accessTokenValiditySeconds: number;
  /** Longest life of an ID token of this app client, in seconds. The same default and maximum. */
  readonly idTokenValiditySeconds: number;
  /** Life of a refresh token of this app client, in seconds. Cognito's default is 30 days. */
  readonly refreshTokenValiditySeconds: number;
  /** Whether the pool has user session tracking switched on, so that `endSso` takes effect. */
  readonly sessionTracking: boolean;
  /** Whether callers of the standard revocation endpoint must know the secret, too (RFC 7009 section 2.1). */
  readonly confidentialTowardsCallers?: boolean | undefined;
}

export interface AppClientDirectory {
  /** The profile of a configured app client, or undefined. Reads memory only. */
  find(clientId: string): AppClientProfile | undefined;
  all(): readonly AppClientProfile[];
  /** Whether a caller's secret is one of the app client's own, found in constant time. */
  secretFits(clientId: string, candidate: string): boolean;
  /** What tells the secrets of an app client apart without telling them, in the order in which they are tried. */
  secretIds(clientId: string): Promise<readonly string[]>;
}
