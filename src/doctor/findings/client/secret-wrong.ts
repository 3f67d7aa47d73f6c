import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const secretWrong: FindingRule = {
  id: 'secret-wrong',
  severity: 'error',
  title: 'The client secret is wrong',
  meaning:
    'Cognito takes none of the configured secrets, or wants one where none is configured. Every logout of this app client fails or waits. Asked with a token that is none, so that nothing was revoked.',
  remedy:
    'Configure the current secret of the app client, and send SIGHUP. What waits is then tried at once.',
  seen: ({ secret }) => (valueOf(secret) === 'bad' ? 'Cognito refused what is configured.' : undefined),
};
