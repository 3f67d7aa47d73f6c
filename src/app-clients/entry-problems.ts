import { regionOf } from '../settings/formats/cognito-names.ts';
import { cookieProblems } from '../settings/web/cookie-settings.ts';
import { plainHttpProblem } from '../settings/web/upstream-url.ts';
import { entryRule, type EntryRule } from './entry-rule.ts';
import type { SoundFields } from './sound-fields.ts';

/** Fields of an entry that are right each by itself and wrong together; each problem is led by the field. */
export function entryProblems(fields: SoundFields, insecureHosts: readonly string[]): readonly string[] {
  const rules = [
    otherRegion,
    plainHttp('endpoint', insecureHosts),
    plainHttp('domain', insecureHosts),
    logoutWithoutDomain,
    redirectsWithoutDomain,
    upstreamWithoutDomain,
    trackingAtDomain,
    unstorableCookies,
    cookiesWithoutOrigins,
    publicTowardsCallers,
  ];
  return rules.flatMap((rule) => rule.check(fields));
}

const otherRegion = entryRule(['region', 'userPoolId'], ({ region, userPoolId }) =>
  region === undefined || region === regionOf(userPoolId)
    ? []
    : ['region must be the Region that userPoolId begins with. Correct one of them, or remove it.'],
);

function plainHttp(field: 'endpoint' | 'domain', insecureHosts: readonly string[]): EntryRule {
  return entryRule([field], (entry) => {
    const url = entry[field];
    const problem = url === undefined ? undefined : plainHttpProblem(url, insecureHosts);
    return problem === undefined ? [] : [`${field} ${problem}`];
  });
}

const logoutWithoutDomain = entryRule(['logoutUri', 'domain'], ({ logoutUri, domain }) =>
  logoutUri !== undefined && domain === undefined
    ? ['logoutUri needs domain, the domain that signs out. Give it too.']
    : [],
);

const redirectsWithoutDomain = entryRule(
  ['postLogoutRedirectUris', 'domain'],
  ({ postLogoutRedirectUris, domain }) =>
    postLogoutRedirectUris.length > 0 && domain === undefined
      ? ['postLogoutRedirectUris needs domain, the domain that signs out. Give it too.']
      : [],
);

const upstreamWithoutDomain = entryRule(['upstream', 'domain'], ({ upstream, domain }) =>
  upstream === 'domain' && domain === undefined
    ? ['upstream needs domain, where tokens are revoked then. Give it too, or remove upstream.']
    : [],
);

const trackingAtDomain = entryRule(['upstream', 'sessionTracking'], ({ upstream, sessionTracking }) =>
  upstream === 'domain' && sessionTracking
    ? [
        "sessionTracking must be false with upstream domain: only Cognito's API ends managed-login sessions. Use upstream api, or remove sessionTracking.",
      ]
    : [],
);

const unstorableCookies = entryRule(['cookies'], ({ cookies }) =>
  cookies === undefined
    ? []
    : cookieProblems(cookies).map(({ field, problem }) => `cookies.${field} ${problem}`),
);

const cookiesWithoutOrigins = entryRule(['cookies', 'allowedOrigins'], ({ cookies, allowedOrigins }) =>
  cookies === undefined || allowedOrigins.length > 0
    ? []
    : [
        'allowedOrigins must name the origins of your pages when there are cookies: in cookie mode the service answers no others.',
      ],
);

const publicTowardsCallers = entryRule(
  ['confidentialTowardsCallers', 'clientSecret', 'clientSecretFile', 'clientSecretEnv', 'secrets'],
  ({ confidentialTowardsCallers, clientSecret, clientSecretFile, clientSecretEnv, secrets }) =>
    confidentialTowardsCallers &&
    (clientSecret ?? clientSecretFile ?? clientSecretEnv ?? secrets) === undefined
      ? ['confidentialTowardsCallers must be false: the app client has no secret that callers could know.']
      : [],
);
