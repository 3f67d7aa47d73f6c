import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const credentialsMissing: FindingRule = {
  id: 'credentials-missing',
  severity: 'notice',
  isErrorWhere: ({ permissions }) => permissions.some(({ reading }) => reading.kind === 'no-credentials'),
  title: 'There are no AWS credentials',
  meaning:
    'Revoking refresh tokens needs none. But nothing that is signed can be done: no admin can sign a user out, and most of what the doctor looks at could not be read. It is an error where something that is switched on needs them, such as an admin who may sign users out: such orders fail, or wait.',
  remedy: 'Give the service a role with the policies of the features that you use: see iam.md.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'no-credentials');
    return operations && `Not checked: ${operations}.`;
  },
};
