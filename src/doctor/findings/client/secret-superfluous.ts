import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const secretSuperfluous: FindingRule = {
  id: 'secret-superfluous',
  severity: 'warning',
  title: 'A secret is configured for a public app client',
  meaning: 'The app client has no secret at Cognito. Most likely the id of another app client was meant.',
  remedy: 'Leave the secret out, or correct clientId.',
  seen: ({ secret }) =>
    valueOf(secret) === 'superfluous' ? 'Cognito asks no secret of this app client.' : undefined,
};
