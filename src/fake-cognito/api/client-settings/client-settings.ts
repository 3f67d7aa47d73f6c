import { DEFAULT_SETTINGS, type AppClientSettings } from '../../pool/app-client.ts';
import type { Input } from '../operation.ts';
import { checkTogether } from './check-together.ts';
import { readSettings } from './read-settings.ts';
import { SETTING_MEMBERS } from './setting-members.ts';

/**
 * The settings that a request asks for. What it leaves out has Cognito's default, also when it updates.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 *
 * @param fallback what to take for members that are left out and have no plain default
 * @throws CognitoError SerializationException, InvalidParameterException, InvalidOAuthFlowException
 */
export function clientSettings(
  input: Input,
  fallback: Pick<AppClientSettings, 'ClientName' | 'EnableTokenRevocation'>,
): AppClientSettings {
  const settings: AppClientSettings = {
    ...DEFAULT_SETTINGS,
    ...fallback,
    ...readSettings(input, SETTING_MEMBERS),
  };
  if (settings.RefreshTokenValidity === 0) {
    settings.RefreshTokenValidity = DEFAULT_SETTINGS.RefreshTokenValidity;
  }
  checkTogether(settings);
  return settings;
}
