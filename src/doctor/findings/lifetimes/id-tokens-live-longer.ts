import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';
import { lifetimeSeconds } from './lifetimes.ts';

export const idTokensLiveLonger: FindingRule = {
  id: 'id-tokens-live-longer',
  severity: 'warning',
  title: 'ID tokens live longer than configured',
  meaning:
    'Where resource servers accept ID tokens, a denial may be forgotten while an ID token that it hits still lives.',
  remedy:
    'Set idTokenValiditySeconds (ID_TOKEN_VALIDITY_SECONDS) to what Cognito has, and restart; or accept access tokens only.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const seconds = lifetimeSeconds(described.settings, 'IdToken');
    return seconds > configured.idTokenValiditySeconds
      ? `At Cognito ${seconds} s, configured ${configured.idTokenValiditySeconds} s.`
      : undefined;
  },
};
