import type { FindingRule } from '../finding-rule.ts';

export const clientNotFound: FindingRule = {
  id: 'client-not-found',
  severity: 'error',
  title: 'Cognito does not know the app client',
  meaning:
    'There is no app client with this id, or it is in another user pool. None of its sessions can be ended.',
  remedy: 'Correct clientId and userPoolId in the configuration, or remove the app client from it.',
  seen: ({ client, pool, unsigned, configured }) => {
    if (pool.kind === 'absent') return undefined;
    const isAbsent = client.kind === 'absent' || (client.kind !== 'read' && unsigned.kind === 'absent');
    return isAbsent ? `No app client ${configured.clientId} in ${configured.userPoolId}.` : undefined;
  },
};
