import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const credentialsMissing: FindingRule = {
  id: 'credentials-missing',
  severity: 'notice',
  title: 'There are no AWS credentials',
  meaning:
    'Revoking refresh tokens needs none. But nothing that is signed can be done: no admin can sign a user out, and most of what the doctor looks at could not be read.',
  remedy: 'Give the service a role with the policies of the features that you use: see iam.md.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'no-credentials');
    return operations && `Not checked: ${operations}.`;
  },
};
