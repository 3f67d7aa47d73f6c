import { ServiceError } from '../../errors/service-error.ts';
import type { LogoutRequest } from '../../protocols/json/logout-request.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import type { Cookies } from '../cookies/parse-cookies.ts';
import { requireRefreshToken } from '../require-refresh-token.ts';

export interface TokenSources {
  readonly request: LogoutRequest;
  readonly appClient: AppClientProfile;
  readonly cookies: Cookies | undefined;
  readonly bearer: string | undefined;
}

export interface LogoutTokens {
  readonly refreshToken: string;
  readonly accessToken: string | undefined;
  readonly idToken: string | undefined;
}

/**
 * Gathers the tokens of a logout from body, cookies and Authorization header. Sources that disagree are refused
 * rather than ranked: a caller and a proxy may rank them differently.
 *
 * @throws ServiceError `invalid-request`, or `unsupported-token-type` if the refresh token is an access or ID token
 */
export function tokensOf({ request, appClient, cookies, bearer }: TokenSources): LogoutTokens {
  const names = appClient.cookies;
  const fromCookie = (name: string | undefined) => cookieToken(name, cookies);
  const bearerAsAccess = bearer === request.idToken ? undefined : bearer;
  const refreshToken = agreed('refresh token', [request.refreshToken, fromCookie(names?.refreshToken)]);
  return {
    refreshToken: requireRefreshToken(refreshToken),
    accessToken: agreed('access token', [
      request.accessToken,
      bearerAsAccess,
      fromCookie(names?.accessToken),
    ]),
    idToken: agreed('ID token', [request.idToken, fromCookie(names?.idToken)]),
  };
}

function cookieToken(name: string | undefined, cookies: Cookies | undefined): string | undefined {
  const value = name === undefined ? undefined : cookies?.get(name)?.at(0);
  if (value === undefined || isTokenShaped(value)) return value;
  throw new ServiceError('invalid-request', 'A session cookie does not hold a token.');
}

function agreed(what: string, sources: readonly (string | undefined)[]): string | undefined {
  const token = sources.find((value) => value !== undefined);
  if (sources.every((value) => value === undefined || value === token)) return token;
  throw new ServiceError('invalid-request', `The request has two different values for the ${what}.`);
}
