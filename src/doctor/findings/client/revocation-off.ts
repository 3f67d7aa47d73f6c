import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const revocationOff: FindingRule = {
  id: 'revocation-off',
  severity: 'error',
  title: 'Token revocation is off',
  meaning:
    'Cognito revokes no refresh token of this app client, so that no logout ends a session, and access tokens do not name the session they are of. App clients that were made before June 2021 may be so.',
  remedy:
    'Run the doctor with --fix, or POST /admin/clients/{clientId}/token-revocation: they change this one setting and keep every other, which an update by hand resets.',
  seen: ({ client }) => {
    const described = valueOf(client);
    if (described === undefined || described.settings['EnableTokenRevocation'] === true) return undefined;
    return 'EnableTokenRevocation is false.';
  },
};
