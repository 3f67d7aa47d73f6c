import { CognitoError } from '../../cognito-error.ts';
import { validitySecondsOf, type AppClientSettings } from '../../pool/app-client.ts';

const LEGACY_FLOWS = ['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'];

/**
 * What Cognito demands of settings beside each other.
 *
 * @throws CognitoError InvalidParameterException, InvalidOAuthFlowException
 */
export function checkTogether(settings: AppClientSettings): void {
  checkAuthFlows(settings);
  checkOAuth(settings);
  checkValidity(settings);
}

function checkAuthFlows({ RefreshTokenRotation, ExplicitAuthFlows: flows }: AppClientSettings): void {
  const legacy = flows.filter((flow) => LEGACY_FLOWS.includes(flow));
  if (legacy.length > 0 && legacy.length < flows.length) {
    refuse('ExplicitAuthFlows can not contain both legacy values and values with the prefix ALLOW_.');
  }
  if (RefreshTokenRotation?.Feature === 'ENABLED' && flows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    refuse(
      'ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.',
    );
  }
}

function checkOAuth(settings: AppClientSettings): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [] } = settings;
  if (settings.AllowedOAuthFlowsUserPoolClient && (flows.length === 0 || scopes.length === 0)) {
    throw new CognitoError(
      'InvalidOAuthFlowException',
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    );
  }
  const { DefaultRedirectURI, CallbackURLs = [] } = settings;
  if (DefaultRedirectURI !== undefined && !CallbackURLs.includes(DefaultRedirectURI)) {
    refuse('DefaultRedirectURI must be in the list of CallbackURLs.');
  }
}

/** Access and ID tokens: 5 minutes to a day. Refresh tokens: an hour to ten years. Whatever the unit. */
function checkValidity(settings: AppClientSettings): void {
  const { access, id, refresh } = validitySecondsOf({ settings });
  if (isShort(access) && isShort(id) && refresh >= 3600 && refresh <= 315_360_000) return;
  refuse('Invalid range for token validity.');
}

function isShort(seconds: number): boolean {
  return seconds >= 300 && seconds <= 86_400;
}

function refuse(message: string): never {
  throw new CognitoError('InvalidParameterException', message);
}
