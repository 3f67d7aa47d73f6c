import type { ClientSecret } from './client-secret.ts';

/** Settings of an app client, in the words of UserPoolClientType and with its defaults resolved. */
export interface AppClientSettings {
  ClientName: string;
  RefreshTokenValidity: number;
  AccessTokenValidity?: number;
  IdTokenValidity?: number;
  TokenValidityUnits: TokenValidityUnits;
  ReadAttributes?: readonly string[];
  WriteAttributes?: readonly string[];
  ExplicitAuthFlows: readonly string[];
  SupportedIdentityProviders?: readonly string[];
  CallbackURLs?: readonly string[];
  LogoutURLs?: readonly string[];
  DefaultRedirectURI?: string;
  AllowedOAuthFlows?: readonly string[];
  AllowedOAuthScopes?: readonly string[];
  AllowedOAuthFlowsUserPoolClient: boolean;
  AnalyticsConfiguration?: AnalyticsConfiguration;
  PreventUserExistenceErrors?: 'LEGACY' | 'ENABLED';
  EnableTokenRevocation: boolean;
  EnablePropagateAdditionalUserContextData: boolean;
  AuthSessionValidity: number;
  RefreshTokenRotation?: RefreshTokenRotation;
}

export interface RefreshTokenRotation {
  readonly Feature: 'ENABLED' | 'DISABLED';
  readonly RetryGracePeriodSeconds?: number;
}

export interface AnalyticsConfiguration {
  readonly ApplicationId?: string;
  readonly ApplicationArn?: string;
  readonly RoleArn?: string;
  readonly ExternalId?: string;
  readonly UserDataShared?: boolean;
}

type Unit = 'seconds' | 'minutes' | 'hours' | 'days';

export interface TokenValidityUnits {
  readonly AccessToken?: Unit;
  readonly IdToken?: Unit;
  readonly RefreshToken?: Unit;
}

export interface AppClient {
  readonly clientId: string;
  readonly createdAtMs: number;
  modifiedAtMs: number;
  /** How long it goes on by a managed-login session without asking for credentials again. */
  ssoMaxValidityMinutes: number;
  /** None for a public client; up to two, either of which is accepted, the oldest first. */
  secrets: readonly ClientSecret[];
  settings: AppClientSettings;
  /** Settings that only a later version of Cognito knows. Like all others, an update resets what it leaves out. */
  laterSettings: Readonly<Record<string, unknown>>;
}

/** For how long managed login lets an app client go on without a password, unless it is told otherwise. */
export const DEFAULT_SSO_MINUTES = 60;

/** Notes that the app client was changed. No two changes have the same time. */
export function touch(client: AppClient, nowMs: number): void {
  client.modifiedAtMs = Math.max(nowMs, client.modifiedAtMs + 1);
}

/**
 * What Cognito fills in where a request to create or update an app client says nothing.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export const DEFAULT_SETTINGS: Omit<AppClientSettings, 'ClientName'> = {
  RefreshTokenValidity: 30,
  TokenValidityUnits: {},
  ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
  AllowedOAuthFlowsUserPoolClient: false,
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 3,
};

const SECONDS: Record<Unit, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

export interface ValiditySeconds {
  readonly access: number;
  readonly id: number;
  readonly refresh: number;
}

/** How long tokens live. Cognito counts in hours, and for refresh tokens in days, unless told otherwise. */
export function validitySecondsOf({ settings }: Pick<AppClient, 'settings'>): ValiditySeconds {
  const units = settings.TokenValidityUnits;
  return {
    access:
      (settings.AccessTokenValidity ?? 1) *
      SECONDS[settings.AccessTokenValidity === undefined ? 'hours' : (units.AccessToken ?? 'hours')],
    id:
      (settings.IdTokenValidity ?? 1) *
      SECONDS[settings.IdTokenValidity === undefined ? 'hours' : (units.IdToken ?? 'hours')],
    refresh: settings.RefreshTokenValidity * SECONDS[units.RefreshToken ?? 'days'],
  };
}

export function rotates({ settings }: AppClient): boolean {
  return settings.RefreshTokenRotation?.Feature === 'ENABLED';
}

/** Tokens name their sign-in (`origin_jti`) when revocation is on, and also when rotation is. */
export function namesOrigin(client: AppClient): boolean {
  return client.settings.EnableTokenRevocation || rotates(client);
}
