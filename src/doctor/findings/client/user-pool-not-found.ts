import type { FindingRule } from '../finding-rule.ts';

export const userPoolNotFound: FindingRule = {
  id: 'user-pool-not-found',
  severity: 'error',
  title: 'Cognito does not know the user pool',
  meaning:
    'There is no user pool with this id in its Region, in the account of the credentials. No session can be ended.',
  remedy: 'Correct userPoolId in the configuration, or remove the app client from it.',
  seen: ({ pool, configured }) =>
    pool.kind === 'absent' ? `No user pool ${configured.userPoolId}.` : undefined,
};
