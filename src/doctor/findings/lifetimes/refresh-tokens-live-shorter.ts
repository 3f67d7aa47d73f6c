import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';
import { lifetimeSeconds } from './lifetimes.ts';

export const refreshTokensLiveShorter: FindingRule = {
  id: 'refresh-tokens-live-shorter',
  severity: 'notice',
  title: 'Refresh tokens live shorter than configured',
  meaning: 'Safe: a logout that waits is kept longer than needed.',
  remedy:
    'Set refreshTokenValiditySeconds (REFRESH_TOKEN_VALIDITY_SECONDS) to what Cognito has, and restart.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const seconds = lifetimeSeconds(described.settings, 'RefreshToken');
    return seconds < configured.refreshTokenValiditySeconds
      ? `At Cognito ${seconds} s, configured ${configured.refreshTokenValiditySeconds} s.`
      : undefined;
  },
};
