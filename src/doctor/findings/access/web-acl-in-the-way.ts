import { hinderedOperations } from '../hindrances.ts';
import type { FindingRule } from '../finding-rule.ts';

export const webAclInTheWay: FindingRule = {
  id: 'web-acl-in-the-way',
  severity: 'error',
  title: 'A web ACL refuses the service',
  meaning:
    'AWS WAF inspects what is asked of the user pool without a signature, RevokeToken included. All logouts come from the few addresses of the service, so that a rate rule by address can stop every one of them.',
  remedy: 'Let the outgoing addresses of the service pass, by a rule before all others of the web ACL.',
  seen: (facts) => {
    const operations = hinderedOperations(facts, 'blocked');
    return operations && `Refused: ${operations}.`;
  },
};
