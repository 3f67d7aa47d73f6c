import { valueOf } from '../../reading.ts';
import { textsOf } from '../texts-of.ts';
import type { FindingRule } from '../finding-rule.ts';

export const signOutUrlUnregistered: FindingRule = {
  id: 'sign-out-url-unregistered',
  severity: 'error',
  title: 'A sign-out URL is not registered',
  meaning:
    'Browsers are sent to the logout page of Cognito with this URL, and see an error page in place of a sign-out: the managed-login session lives on. The comparison is exact, to the last slash.',
  remedy:
    'Add the URL to the allowed sign-out URLs (LogoutURLs) of the app client, or correct it in the configuration.',
  seen: ({ client, configured }) => {
    const described = valueOf(client);
    if (described === undefined) return undefined;
    const registered = textsOf(described.settings, 'LogoutURLs');
    const missing = configured.signOutUrls.filter((url) => !registered.includes(url));
    return missing.length === 0 ? undefined : `Not registered: ${missing.join(', ')}.`;
  },
};
