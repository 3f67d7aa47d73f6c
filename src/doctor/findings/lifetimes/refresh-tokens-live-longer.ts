import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';
import { lifetimeSeconds } from './lifetimes.ts';

export const refreshTokensLiveLonger: FindingRule = {
  id: 'refresh-tokens-live-longer',
  severity: 'error',
  title: 'Refresh tokens live longer than configured',
  meaning:
    'An accepted logout is tried until its token has expired, by the configured life. A token that lives longer is then given up while it still works.',
  remedy:
    'Set refreshTokenValiditySeconds (REFRESH_TOKEN_VALIDITY_SECONDS) to what Cognito has, and restart.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const seconds = lifetimeSeconds(described.settings, 'RefreshToken');
    return seconds > configured.refreshTokenValiditySeconds
      ? `At Cognito ${seconds} s, configured ${configured.refreshTokenValiditySeconds} s.`
      : undefined;
  },
};
