import type { Settings } from '../../settings/carried-settings.ts';

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

export type TokenKind = 'AccessToken' | 'IdToken' | 'RefreshToken';

/** What Cognito takes where nothing is set. */
const DEFAULTS: Readonly<Record<TokenKind, { readonly value: number; readonly unit: string }>> = {
  AccessToken: { value: 1, unit: 'hours' },
  IdToken: { value: 1, unit: 'hours' },
  RefreshToken: { value: 30, unit: 'days' },
};

/**
 * How long tokens of an app client live, in seconds. Access and ID tokens are counted in hours and refresh tokens in days
 * unless a unit is set; 0 is 30 days.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
 */
export function lifetimeSeconds(settings: Settings, kind: TokenKind): number {
  const usual = DEFAULTS[kind];
  const value = settings[`${kind}Validity`];
  if (typeof value !== 'number' || value === 0) return usual.value * (SECONDS[usual.unit] ?? 1);
  const units = (settings['TokenValidityUnits'] ?? {}) as Readonly<Record<string, unknown>>;
  const unit = units[kind];
  return value * (SECONDS[typeof unit === 'string' ? unit : usual.unit] ?? 1);
}
