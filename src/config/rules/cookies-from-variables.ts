import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import { cookieProblems, type CookieSettings } from '../../settings/web/cookie-settings.ts';
import type { Environment } from '../environment.ts';
import { isSet } from '../is-set.ts';
import type { Values, VariableName } from '../variables.ts';

const VARIABLE_OF: Record<keyof CookieSettings, VariableName> = {
  refreshToken: 'REFRESH_TOKEN_COOKIE',
  accessToken: 'ACCESS_TOKEN_COOKIE',
  idToken: 'ID_TOKEN_COOKIE',
  path: 'COOKIE_PATH',
  domain: 'COOKIE_DOMAIN',
  secure: 'COOKIE_SECURE',
  httpOnly: 'COOKIE_HTTP_ONLY',
  sameSite: 'COOKIE_SAME_SITE',
};

export interface CookieReading {
  readonly settings: CookieSettings | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

export function cookiesFromVariables(environment: Environment, values: Values): CookieReading {
  if (!isSet(environment, 'REFRESH_TOKEN_COOKIE')) {
    return { settings: undefined, problems: withoutRefreshToken(environment) };
  }
  const refreshToken = values.REFRESH_TOKEN_COOKIE;
  if (refreshToken === undefined) return { settings: undefined, problems: [] };
  const settings: CookieSettings = {
    refreshToken,
    accessToken: values.ACCESS_TOKEN_COOKIE,
    idToken: values.ID_TOKEN_COOKIE,
    path: values.COOKIE_PATH,
    domain: values.COOKIE_DOMAIN,
    secure: values.COOKIE_SECURE,
    httpOnly: values.COOKIE_HTTP_ONLY,
    sameSite: values.COOKIE_SAME_SITE,
  };
  const problems = cookieProblems(settings).map(({ field, problem }) => ({
    variable: VARIABLE_OF[field],
    problem,
  }));
  return { settings, problems: [...problems, ...withoutOrigins(environment)] };
}

function withoutRefreshToken(environment: Environment): readonly ConfigurationProblem[] {
  return Object.values(VARIABLE_OF)
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({ variable, problem: 'has no effect without REFRESH_TOKEN_COOKIE. Set that too.' }));
}

function withoutOrigins(environment: Environment): readonly ConfigurationProblem[] {
  if (isSet(environment, 'ALLOWED_ORIGINS')) return [];
  const problem =
    'must name the origins of your pages when REFRESH_TOKEN_COOKIE is set: in cookie mode the service answers no others.';
  return [{ variable: 'ALLOWED_ORIGINS', problem }];
}
