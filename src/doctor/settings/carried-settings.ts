/** Settings of an app client, in the words of Cognito's API. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Every setting that UpdateUserPoolClient takes. It resets each one that is left out to its default, so that an update has to
 * carry all of them over. A test holds the list against the AWS SDK that the service is built with.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export const CARRIED_SETTINGS = [
  'ClientName',
  'RefreshTokenValidity',
  'AccessTokenValidity',
  'IdTokenValidity',
  'TokenValidityUnits',
  'ReadAttributes',
  'WriteAttributes',
  'ExplicitAuthFlows',
  'SupportedIdentityProviders',
  'CallbackURLs',
  'LogoutURLs',
  'DefaultRedirectURI',
  'AllowedOAuthFlows',
  'AllowedOAuthScopes',
  'AllowedOAuthFlowsUserPoolClient',
  'AnalyticsConfiguration',
  'PreventUserExistenceErrors',
  'EnableTokenRevocation',
  'EnablePropagateAdditionalUserContextData',
  'AuthSessionValidity',
  'RefreshTokenRotation',
] as const;

export type CarriedSetting = (typeof CARRIED_SETTINGS)[number];

/** What names the app client, in a description as well as in an update. */
export const NAMING_FIELDS = ['UserPoolId', 'ClientId'] as const;

/** What only a description has. An update does not take it, and does not change it. */
export const DESCRIBED_ONLY = ['ClientSecret', 'LastModifiedDate', 'CreationDate', 'ClientType'] as const;
