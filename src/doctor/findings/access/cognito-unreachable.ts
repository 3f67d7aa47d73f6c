import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const cognitoUnreachable: FindingRule = {
  id: 'cognito-unreachable',
  severity: 'error',
  title: 'Cognito did not answer',
  meaning:
    'No connection, no answer in time, or an answer that is not of Cognito. Logouts wait until it passes.',
  remedy: 'Look at the route from the service to the Region: DNS, proxy, VPC endpoint, security groups, TLS.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'unreachable');
    return operations && `No answer to ${operations}.`;
  },
};
