import { regionOf } from '../settings/formats/cognito-names.ts';
import { cookieProblems } from '../settings/web/cookie-settings.ts';
import { plainHttpProblem } from '../settings/web/upstream-url.ts';
import type { AppClientEntry } from './app-client-schema.ts';

/** Fields of an entry that are right each by itself and wrong together; each problem is led by the field. */
export function entryProblems(entry: AppClientEntry, insecureHosts: readonly string[]): readonly string[] {
  return [
    ...otherRegion(entry),
    ...plainHttp(entry, insecureHosts),
    ...logoutWithoutDomain(entry),
    ...cookies(entry),
    ...publicTowardsCallers(entry),
  ];
}

function otherRegion({ region, userPoolId }: AppClientEntry): readonly string[] {
  if (region === undefined || region === regionOf(userPoolId)) return [];
  return ['region must be the Region that userPoolId begins with. Correct one of them, or remove it.'];
}

function plainHttp(entry: AppClientEntry, insecureHosts: readonly string[]): readonly string[] {
  return (['endpoint', 'domain'] as const).flatMap((field) => {
    const url = entry[field];
    const problem = url === undefined ? undefined : plainHttpProblem(url, insecureHosts);
    return problem === undefined ? [] : [`${field} ${problem}`];
  });
}

function logoutWithoutDomain({ logoutUri, domain }: AppClientEntry): readonly string[] {
  return logoutUri !== undefined && domain === undefined
    ? ['logoutUri needs domain, the domain that signs out. Give it too.']
    : [];
}

function cookies({ cookies, allowedOrigins }: AppClientEntry): readonly string[] {
  if (cookies === undefined) return [];
  const problems = cookieProblems(cookies).map(({ field, problem }) => `cookies.${field} ${problem}`);
  const noOrigins =
    'allowedOrigins must name the origins of your pages when there are cookies: in cookie mode the service answers no others.';
  return allowedOrigins.length === 0 ? [...problems, noOrigins] : problems;
}

function publicTowardsCallers(entry: AppClientEntry): readonly string[] {
  const isPublic = (entry.clientSecret ?? entry.clientSecretFile ?? entry.clientSecretEnv) === undefined;
  return entry.confidentialTowardsCallers && isPublic
    ? ['confidentialTowardsCallers must be false: the app client has no secret that callers could know.']
    : [];
}
