import { valueOf } from '../../reading.ts';
import { textsOf } from '../texts-of.ts';
import type { FindingRule } from '../finding-rule.ts';

const SCOPE = 'aws.cognito.signin.user.admin';

export const signOutScopeMissing: FindingRule = {
  id: 'sign-out-scope-missing',
  severity: 'warning',
  title: 'Users cannot sign themselves out everywhere',
  meaning: `Tokens from managed login have only the scopes that were asked for, and a sign-out everywhere needs ${SCOPE}. Without it "everywhere" is refused.`,
  remedy: `Allow the scope ${SCOPE} for the app client, and have the frontend ask for it at sign-in.`,
  seen: ({ client }) => {
    const settings = valueOf(client)?.settings;
    if (settings?.['AllowedOAuthFlowsUserPoolClient'] !== true) return undefined;
    return textsOf(settings, 'AllowedOAuthScopes').includes(SCOPE) ? undefined : `${SCOPE} is not allowed.`;
  },
};
