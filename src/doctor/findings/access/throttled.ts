import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const throttled: FindingRule = {
  id: 'throttled',
  severity: 'notice',
  title: 'Cognito was asked too often',
  meaning:
    'Describing app clients has small quotas of its own: 15 calls a second for the account, 5 for a user pool. What was refused is not checked; logouts have other quotas.',
  remedy:
    'Run the doctor again later. If it happens each time, look for who else describes app clients so often.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'throttled');
    return operations && `Not checked: ${operations}.`;
  },
};
