import { CognitoError } from '../cognito-error.ts';
import { DEFAULT_SETTINGS, type AppClientSettings } from '../pool/app-client.ts';
import type { Input } from './operation.ts';

type Kind = 'string' | 'number' | 'boolean' | 'list' | 'object';

/** The settings that a request to create or update an app client may carry, and what they are. */
const MEMBERS: ReadonlyMap<string, Kind> = new Map([
  ['ClientName', 'string'],
  ['RefreshTokenValidity', 'number'],
  ['AccessTokenValidity', 'number'],
  ['IdTokenValidity', 'number'],
  ['TokenValidityUnits', 'object'],
  ['ReadAttributes', 'list'],
  ['WriteAttributes', 'list'],
  ['ExplicitAuthFlows', 'list'],
  ['SupportedIdentityProviders', 'list'],
  ['CallbackURLs', 'list'],
  ['LogoutURLs', 'list'],
  ['DefaultRedirectURI', 'string'],
  ['AllowedOAuthFlows', 'list'],
  ['AllowedOAuthScopes', 'list'],
  ['AllowedOAuthFlowsUserPoolClient', 'boolean'],
  ['AnalyticsConfiguration', 'object'],
  ['PreventUserExistenceErrors', 'string'],
  ['EnableTokenRevocation', 'boolean'],
  ['EnablePropagateAdditionalUserContextData', 'boolean'],
  ['AuthSessionValidity', 'number'],
  ['RefreshTokenRotation', 'object'],
]);

/**
 * The settings that a request asks for. What it leaves out has Cognito's default, also when it updates.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 *
 * @param fallback what to take for members that are left out and have no plain default
 * @throws CognitoError SerializationException, InvalidParameterException
 */
export function clientSettings(
  input: Input,
  fallback: Pick<AppClientSettings, 'ClientName' | 'EnableTokenRevocation'>,
): AppClientSettings {
  const given = Object.entries(input).filter(([name, value]) => MEMBERS.has(name) && value != null);
  for (const [name, value] of given) {
    if (kindOf(value) !== MEMBERS.get(name)) throw new CognitoError('SerializationException');
  }
  const settings = { ...DEFAULT_SETTINGS, ...fallback, ...Object.fromEntries(given) };
  if (settings.RefreshTokenValidity === 0) {
    settings.RefreshTokenValidity = DEFAULT_SETTINGS.RefreshTokenValidity;
  }
  checkRotation(settings);
  return settings;
}

function checkRotation({ RefreshTokenRotation, ExplicitAuthFlows }: AppClientSettings): void {
  if (RefreshTokenRotation?.Feature !== 'ENABLED') return;
  if (!ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) return;
  throw new CognitoError(
    'InvalidParameterException',
    'ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.',
  );
}

function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'list' : undefined;
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object' ? type : undefined;
}
