/** What Cognito's model demands of a setting of an app client. */
export type SettingMember =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | ({ readonly kind: 'string' } & TextRule)
  | { readonly kind: 'list'; readonly lengthMax?: number; readonly of: TextRule }
  | { readonly kind: 'object'; readonly members: SettingMembers };

export interface TextRule {
  readonly pattern?: string;
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  readonly oneOf?: readonly string[];
}

export type SettingMembers = Readonly<Record<string, SettingMember>>;

const PRINTABLE = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+';
const URL: TextRule = { pattern: PRINTABLE, lengthMin: 1, lengthMax: 1024 };
const ATTRIBUTE: TextRule = { lengthMin: 1, lengthMax: 2048 };
const UNIT: SettingMember = { kind: 'string', oneOf: ['seconds', 'minutes', 'hours', 'days'] };
const TEXT: SettingMember = { kind: 'string' };

/**
 * The 21 settings that a request to create or update an app client may carry.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export const SETTING_MEMBERS: SettingMembers = {
  ClientName: { kind: 'string', pattern: '[\\w\\s+=,.@-]+', lengthMin: 1, lengthMax: 128 },
  RefreshTokenValidity: { kind: 'number', min: 0, max: 315_360_000 },
  AccessTokenValidity: { kind: 'number', min: 1, max: 86_400 },
  IdTokenValidity: { kind: 'number', min: 1, max: 86_400 },
  TokenValidityUnits: { kind: 'object', members: { AccessToken: UNIT, IdToken: UNIT, RefreshToken: UNIT } },
  ReadAttributes: { kind: 'list', of: ATTRIBUTE },
  WriteAttributes: { kind: 'list', of: ATTRIBUTE },
  // More values exist than the documented list names.
  ExplicitAuthFlows: { kind: 'list', of: { pattern: '[A-Z_]+' } },
  SupportedIdentityProviders: { kind: 'list', of: { pattern: PRINTABLE, lengthMin: 1, lengthMax: 32 } },
  CallbackURLs: { kind: 'list', lengthMax: 100, of: URL },
  LogoutURLs: { kind: 'list', lengthMax: 100, of: URL },
  DefaultRedirectURI: { kind: 'string', ...URL },
  AllowedOAuthFlows: {
    kind: 'list',
    lengthMax: 3,
    of: { oneOf: ['code', 'implicit', 'client_credentials'] },
  },
  AllowedOAuthScopes: { kind: 'list', lengthMax: 50, of: { lengthMin: 1, lengthMax: 256 } },
  AllowedOAuthFlowsUserPoolClient: { kind: 'boolean' },
  AnalyticsConfiguration: {
    kind: 'object',
    members: {
      ApplicationId: TEXT,
      ApplicationArn: TEXT,
      RoleArn: TEXT,
      ExternalId: TEXT,
      UserDataShared: { kind: 'boolean' },
    },
  },
  PreventUserExistenceErrors: { kind: 'string', oneOf: ['LEGACY', 'ENABLED'] },
  EnableTokenRevocation: { kind: 'boolean' },
  EnablePropagateAdditionalUserContextData: { kind: 'boolean' },
  AuthSessionValidity: { kind: 'number', min: 3, max: 15 },
  RefreshTokenRotation: {
    kind: 'object',
    members: {
      Feature: { kind: 'string', oneOf: ['ENABLED', 'DISABLED'] },
      RetryGracePeriodSeconds: { kind: 'number', min: 0, max: 60 },
    },
  },
};
