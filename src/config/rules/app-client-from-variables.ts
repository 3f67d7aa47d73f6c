import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import { regionOf } from '../../settings/formats/cognito-names.ts';
import type { Secret } from '../../settings/secret.ts';
import { SECRETS_MAX } from '../../settings/secrets-in-text.ts';
import { plainHttpProblem } from '../../settings/web/upstream-url.ts';
import type { AppClientFromVariables } from '../config.ts';
import type { Environment } from '../environment.ts';
import { isSet, namesOf } from '../is-set.ts';
import type { Values, VariableName } from '../variables.ts';
import { appClientVariables } from '../variables/app-client-variables.ts';
import { browserVariables } from '../variables/browser-variables.ts';
import { cookiesFromVariables } from './cookies-from-variables.ts';

const OWN_VARIABLES = Object.keys({ ...appClientVariables, ...browserVariables }).filter(
  (name) => name !== 'APP_CLIENTS_FILE',
) as readonly VariableName[];

/** Whether a variable, or `<name>_FILE`, describes the one app client that there is without APP_CLIENTS_FILE. */
export function describesAppClient(variable: string): boolean {
  return OWN_VARIABLES.some((name) => namesOf(name).includes(variable));
}

export interface AppClientReading {
  readonly appClient: AppClientFromVariables | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

/** The app client that plain variables describe; with APP_CLIENTS_FILE there must be none of them. */
export function appClientFromVariables(environment: Environment, values: Values): AppClientReading {
  if (isSet(environment, 'APP_CLIENTS_FILE')) {
    return { appClient: undefined, problems: besideTheFile(environment) };
  }
  const cookies = cookiesFromVariables(environment, values);
  const problems = [
    ...missing(environment),
    ...twoPlaces(environment),
    ...tooManySecrets(values),
    ...otherRegion(values),
    ...upstreams(values),
    ...logoutUrl(environment),
    ...domainUpstream(environment, values),
    ...cookies.problems,
  ];
  return { appClient: describe(values, cookies.settings), problems };
}

function describe(
  values: Values,
  cookies: AppClientFromVariables['cookies'],
): AppClientFromVariables | undefined {
  const { COGNITO_CLIENT_ID: clientId, COGNITO_USER_POOL_ID: userPoolId } = values;
  if (clientId === undefined || userPoolId === undefined) return undefined;
  return {
    clientId,
    userPoolId,
    region: regionOf(userPoolId),
    secrets: secretsOf(values),
    secretPlace: values.COGNITO_CLIENT_SECRET_SOURCE,
    endpoint: values.COGNITO_ENDPOINT,
    domain: values.COGNITO_DOMAIN,
    upstream: values.COGNITO_UPSTREAM,
    allowedOrigins: values.ALLOWED_ORIGINS,
    cookies,
    logoutUri: values.LOGOUT_URI,
    postLogoutRedirectUris: values.POST_LOGOUT_REDIRECT_URIS,
    afterLogoutUrl: values.AFTER_LOGOUT_URL,
    accessTokenValiditySeconds: values.ACCESS_TOKEN_VALIDITY_SECONDS,
    idTokenValiditySeconds: values.ID_TOKEN_VALIDITY_SECONDS,
    refreshTokenValiditySeconds: values.REFRESH_TOKEN_VALIDITY_SECONDS,
    sessionTracking: values.SESSION_TRACKING,
  };
}

function besideTheFile(environment: Environment): readonly ConfigurationProblem[] {
  return OWN_VARIABLES.filter((name) => isSet(environment, name)).map((variable) => ({
    variable,
    problem: 'is set together with APP_CLIENTS_FILE. Remove it, and describe the app client in the file.',
  }));
}

function missing(environment: Environment): readonly ConfigurationProblem[] {
  const required = ['COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID'] as const;
  const problems = required
    .filter((name) => !isSet(environment, name))
    .map((variable) => ({
      variable,
      problem: 'must be set (or APP_CLIENTS_FILE, for several app clients).',
    }));
  if (isSet(environment, 'COGNITO_CLIENT_SECRET_NEXT') && !isSet(environment, 'COGNITO_CLIENT_SECRET')) {
    const problem = 'is set without COGNITO_CLIENT_SECRET. Set the current secret there.';
    return [...problems, { variable: 'COGNITO_CLIENT_SECRET_NEXT', problem }];
  }
  return problems;
}

function twoPlaces(environment: Environment): readonly ConfigurationProblem[] {
  const isKeptElsewhere = isSet(environment, 'COGNITO_CLIENT_SECRET_SOURCE');
  if (!isKeptElsewhere || !isSet(environment, 'COGNITO_CLIENT_SECRET')) return [];
  const problem = 'is set together with COGNITO_CLIENT_SECRET. Keep one of them.';
  return [{ variable: 'COGNITO_CLIENT_SECRET_SOURCE', problem }];
}

function secretsOf(values: Values): readonly Secret[] {
  const { COGNITO_CLIENT_SECRET: current = [], COGNITO_CLIENT_SECRET_NEXT: next } = values;
  return next === undefined ? current : [...current, next];
}

function tooManySecrets(values: Values): readonly ConfigurationProblem[] {
  if (secretsOf(values).length <= SECRETS_MAX) return [];
  const problem = 'is one too many: COGNITO_CLIENT_SECRET holds two already. Remove it.';
  return [{ variable: 'COGNITO_CLIENT_SECRET_NEXT', problem }];
}

function otherRegion({
  COGNITO_REGION: region,
  COGNITO_USER_POOL_ID: userPoolId,
}: Values): readonly ConfigurationProblem[] {
  if (region === undefined || userPoolId === undefined || regionOf(userPoolId) === region) return [];
  const problem =
    'must be the Region that COGNITO_USER_POOL_ID begins with. Correct one of them, or remove it.';
  return [{ variable: 'COGNITO_REGION', problem }];
}

function upstreams(values: Values): readonly ConfigurationProblem[] {
  return (['COGNITO_ENDPOINT', 'COGNITO_DOMAIN'] as const).flatMap((variable) => {
    const url = values[variable];
    const problem = url === undefined ? undefined : plainHttpProblem(url, values.INSECURE_UPSTREAM_HOSTS);
    return problem === undefined ? [] : [{ variable, problem }];
  });
}

function logoutUrl(environment: Environment): readonly ConfigurationProblem[] {
  if (isSet(environment, 'COGNITO_DOMAIN')) return [];
  return (['LOGOUT_URI', 'POST_LOGOUT_REDIRECT_URIS'] as const)
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({
      variable,
      problem: 'needs COGNITO_DOMAIN, the domain that signs out. Set it too.',
    }));
}

function domainUpstream(environment: Environment, values: Values): readonly ConfigurationProblem[] {
  if (values.COGNITO_UPSTREAM !== 'domain') return [];
  const problems: ConfigurationProblem[] = [];
  if (!isSet(environment, 'COGNITO_DOMAIN')) {
    const problem = 'needs COGNITO_DOMAIN, where tokens are revoked then. Set it too.';
    problems.push({ variable: 'COGNITO_UPSTREAM', problem });
  }
  if (values.SESSION_TRACKING) {
    const problem =
      "must be false with COGNITO_UPSTREAM=domain: only Cognito's API ends managed-login sessions.";
    problems.push({ variable: 'SESSION_TRACKING', problem });
  }
  return problems;
}
