import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';
import { lifetimeSeconds } from './lifetimes.ts';

export const accessTokensLiveLonger: FindingRule = {
  id: 'access-tokens-live-longer',
  severity: 'error',
  title: 'Access tokens live longer than configured',
  meaning:
    'A denial is forgotten when the last token that it hits has expired, by the configured life. A token that lives longer is accepted again after that.',
  remedy: 'Set accessTokenValiditySeconds (ACCESS_TOKEN_VALIDITY_SECONDS) to what Cognito has, and restart.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const seconds = lifetimeSeconds(described.settings, 'AccessToken');
    return seconds > configured.accessTokenValiditySeconds
      ? `At Cognito ${seconds} s, configured ${configured.accessTokenValiditySeconds} s.`
      : undefined;
  },
};
