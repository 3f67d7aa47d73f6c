import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const permissionMissing: FindingRule = {
  id: 'permission-missing',
  severity: 'error',
  title: 'An IAM permission is missing',
  meaning:
    'Something that is switched on needs an action that the AWS credentials of the service do not allow on this user pool. What needs it fails, or waits; and what the doctor would have read with it is not checked.',
  remedy:
    'Attach the policy of the feature: see iam.md. A denying policy or a permissions boundary counts too.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'denied');
    return operations && `Not allowed: ${operations.replace(/\w+/g, 'cognito-idp:$&')}.`;
  },
};
