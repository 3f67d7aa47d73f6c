import { valueOf } from '../../reading.ts';
import { managedBy } from '../../settings/managed-by.ts';
import type { FindingRule } from '../finding-rule.ts';

export const managedElsewhere: FindingRule = {
  id: 'managed-elsewhere',
  severity: 'notice',
  title: 'A tool manages the user pool',
  meaning:
    'The tags of the user pool say that a tool sets it up from a definition. What is changed by hand, or by the doctor, is set back at its next run.',
  remedy:
    'Make changes in the definition: EnableTokenRevocation, enable_token_revocation, enableTokenRevocation.',
  seen: ({ pool }) => {
    const tools = managedBy(valueOf(pool)?.tags ?? {});
    return tools.length === 0 ? undefined : `By its tags: ${tools.join(', ')}.`;
  },
};
