import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';
import { lifetimeSeconds } from './lifetimes.ts';

export const accessTokensLiveShorter: FindingRule = {
  id: 'access-tokens-live-shorter',
  severity: 'notice',
  title: 'Access tokens live shorter than configured',
  meaning: 'Safe: denials are kept longer than needed, and receipts name a later time than the true one.',
  remedy: 'Set accessTokenValiditySeconds (ACCESS_TOKEN_VALIDITY_SECONDS) to what Cognito has, and restart.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const seconds = lifetimeSeconds(described.settings, 'AccessToken');
    return seconds < configured.accessTokenValiditySeconds
      ? `At Cognito ${seconds} s, configured ${configured.accessTokenValiditySeconds} s.`
      : undefined;
  },
};
