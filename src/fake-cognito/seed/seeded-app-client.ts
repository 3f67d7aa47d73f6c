import { madeUpClientId } from '../made-up.ts';
import { clientSecrets } from '../pool/client-secret.ts';
import {
  DEFAULT_SETTINGS,
  DEFAULT_SSO_MINUTES,
  touch,
  type AppClient,
  type AppClientSettings,
} from '../pool/app-client.ts';

/** Settings of an app client in the words of the code API. What is left out has Cognito's default, or as noted. */
export interface AppClientOptions {
  readonly clientName?: string;
  readonly enableTokenRevocation?: boolean;
  /** Rotation of refresh tokens; off unless given. */
  readonly rotation?: { readonly graceSeconds: number } | 'off';
  /** All of password, admin password and (unless rotating) refresh, unless told otherwise. */
  readonly explicitAuthFlows?: readonly string[];
  readonly callbackUrls?: readonly string[];
  readonly logoutUrls?: readonly string[];
  /** `openid`, `email`, `profile` and `aws.cognito.signin.user.admin` unless told otherwise. */
  readonly allowedScopes?: readonly string[];
  readonly preventUserExistenceErrors?: boolean;
  readonly accessTokenValiditySeconds?: number;
  readonly idTokenValiditySeconds?: number;
  readonly refreshTokenValiditySeconds?: number;
}

export interface NewAppClient extends AppClientOptions {
  readonly userPoolId: string;
  /** 26 lower-case letters and digits are made up where none is given. */
  readonly clientId?: string;
  /** Makes the app client confidential. */
  readonly secret?: string;
}

export interface AppClientChanges extends AppClientOptions {
  /** The secrets that are accepted from now on, up to two; none makes the app client public. */
  readonly secrets?: readonly string[];
  /** Settings that only a later version of Cognito knows, shown by DescribeUserPoolClient. */
  readonly laterSettings?: Readonly<Record<string, unknown>>;
}

export interface SeededAppClient {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly secret: string | undefined;
}

const AUTH_FLOWS = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
const SCOPES = ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'];

export function appClientFrom(newClient: NewAppClient, nowMs: number): AppClient {
  const { clientId = madeUpClientId(), secret, clientName = clientId } = newClient;
  const isRotating = newClient.rotation !== undefined && newClient.rotation !== 'off';
  const client: AppClient = {
    clientId,
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    secrets: clientSecrets(clientId, secret === undefined ? [] : [secret], [], nowMs),
    settings: {
      ...DEFAULT_SETTINGS,
      ClientName: clientName,
      ExplicitAuthFlows: isRotating ? AUTH_FLOWS : [...AUTH_FLOWS, 'ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: SCOPES,
      AllowedOAuthFlowsUserPoolClient: true,
    },
    laterSettings: {},
    ssoMaxValidityMinutes: DEFAULT_SSO_MINUTES,
  };
  applyChanges(client, newClient, nowMs);
  return client;
}

export function applyChanges(client: AppClient, changes: AppClientChanges, nowMs: number): void {
  touch(client, nowMs);
  if (changes.secrets !== undefined) {
    client.secrets = clientSecrets(client.clientId, changes.secrets, client.secrets, nowMs);
  }
  client.laterSettings = changes.laterSettings ?? client.laterSettings;
  client.settings = { ...client.settings, ...plainSettings(changes), ...validity(client, changes) };
}

function plainSettings(changes: AppClientChanges): Partial<AppClientSettings> {
  return withoutUndefined({
    ClientName: changes.clientName,
    EnableTokenRevocation: changes.enableTokenRevocation,
    ExplicitAuthFlows: changes.explicitAuthFlows,
    CallbackURLs: changes.callbackUrls,
    LogoutURLs: changes.logoutUrls,
    AllowedOAuthScopes: changes.allowedScopes,
    RefreshTokenRotation: rotationSetting(changes.rotation),
    PreventUserExistenceErrors: existenceSetting(changes.preventUserExistenceErrors),
  });
}

function rotationSetting(rotation: AppClientOptions['rotation']): AppClientSettings['RefreshTokenRotation'] {
  if (rotation === undefined) return undefined;
  return rotation === 'off'
    ? { Feature: 'DISABLED' }
    : { Feature: 'ENABLED', RetryGracePeriodSeconds: rotation.graceSeconds };
}

function existenceSetting(prevent: boolean | undefined): AppClientSettings['PreventUserExistenceErrors'] {
  if (prevent === undefined) return undefined;
  return prevent ? 'ENABLED' : 'LEGACY';
}

function validity({ settings }: AppClient, changes: AppClientChanges): Partial<AppClientSettings> {
  const { accessTokenValiditySeconds, idTokenValiditySeconds, refreshTokenValiditySeconds } = changes;
  return {
    ...withoutUndefined({
      AccessTokenValidity: accessTokenValiditySeconds,
      IdTokenValidity: idTokenValiditySeconds,
      RefreshTokenValidity: refreshTokenValiditySeconds,
    }),
    TokenValidityUnits: {
      ...settings.TokenValidityUnits,
      ...(accessTokenValiditySeconds !== undefined && { AccessToken: 'seconds' }),
      ...(idTokenValiditySeconds !== undefined && { IdToken: 'seconds' }),
      ...(refreshTokenValiditySeconds !== undefined && { RefreshToken: 'seconds' }),
    },
  };
}

function withoutUndefined<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
