import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const credentialsRefused: FindingRule = {
  id: 'credentials-refused',
  severity: 'error',
  title: 'AWS does not take the credentials of the service',
  meaning:
    'The access key is unknown, deactivated or expired, or its secret is wrong. Orders of admins wait until that is mended.',
  remedy:
    'Look at where the credentials come from: a role is better than keys. If they are right, look at the clock of the host.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'credentials-refused');
    return operations && `Refused: ${operations}.`;
  },
};
