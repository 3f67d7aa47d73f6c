import { CognitoError } from '../cognito-error.ts';
import { rotates, type AppClient } from '../pool/app-client.ts';
import { signIn, type IssuedTokens } from '../pool/issue-tokens.ts';
import { checkRefreshToken, refreshSession } from '../pool/refresh-session.ts';
import type { Visitor } from '../pool/sessions/visitor.ts';
import type { User } from '../pool/user.ts';
import { findUser } from '../pool/user-pool.ts';
import type { ClientOfPool, World } from '../world.ts';
import { checkSecretHash, checkSecretHashPresent } from './secret-hash.ts';

export type AuthFlow = 'password' | 'refresh';

export interface AuthRequest extends ClientOfPool {
  readonly flow: AuthFlow;
  /** What the app client's `ExplicitAuthFlows` has to contain, with or without `ALLOW_`. */
  readonly permission: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly world: World;
  readonly visitor: Visitor;
}

/**
 * Signs in or refreshes, as InitiateAuth and AdminInitiateAuth do, in Cognito's order of checks: secret, flow, user
 * or token.
 *
 * @throws CognitoError
 */
export function authenticate(request: AuthRequest): object {
  checkSecretHashPresent(request.client, request.parameters.get('SECRET_HASH'));
  return request.flow === 'password' ? signInWithPassword(request) : refresh(request);
}

/** The part of an answer that holds tokens. */
export function authenticationResult(tokens: IssuedTokens & { readonly refreshToken: string | undefined }) {
  return {
    AccessToken: tokens.accessToken,
    ExpiresIn: tokens.expiresInSeconds,
    IdToken: tokens.idToken,
    RefreshToken: tokens.refreshToken,
    TokenType: 'Bearer',
  };
}

function signInWithPassword(request: AuthRequest): object {
  const { pool, client, world, visitor, parameters } = request;
  const username = required(parameters, 'USERNAME');
  checkSecretHash(client, [username], parameters.get('SECRET_HASH'));
  checkFlowEnabled(request);
  const password = required(parameters, 'PASSWORD');
  const user = checkPassword(client, findUser(pool, username), password);
  const tokens = signIn({ pool, client, user, visitor, clock: world.clock });
  return { AuthenticationResult: authenticationResult(tokens), ChallengeParameters: {} };
}

function refresh(request: AuthRequest): object {
  const { pool, client, world, visitor, parameters } = request;
  const refreshToken = required(parameters, 'REFRESH_TOKEN');
  if (rotates(client)) {
    throw new CognitoError(
      'UnsupportedOperationException',
      'This API does not support refresh token rotation',
    );
  }
  checkFlowEnabled(request);
  const call = { pool, client, refreshToken, visitor, clock: world.clock };
  const owner = pool.families.findRefreshToken(refreshToken)?.family;
  if (owner?.clientId === client.clientId) {
    checkSecretHash(client, [owner.user.username, owner.user.sub], parameters.get('SECRET_HASH'));
  }
  checkRefreshToken(call);
  return { AuthenticationResult: authenticationResult(refreshSession(call)), ChallengeParameters: {} };
}

/**
 * @throws CognitoError NotAuthorizedException; UserNotFoundException where the app client tells who exists
 */
function checkPassword(client: AppClient, user: User | undefined, password: string): User {
  if (user === undefined && client.settings.PreventUserExistenceErrors !== 'ENABLED') {
    throw new CognitoError('UserNotFoundException', 'User does not exist.');
  }
  if (user === undefined || user.password !== password) {
    throw new CognitoError('NotAuthorizedException', 'Incorrect username or password.');
  }
  if (!user.enabled) throw new CognitoError('NotAuthorizedException', 'User is disabled.');
  return user;
}

function checkFlowEnabled({ client, permission }: AuthRequest): void {
  const flows = client.settings.ExplicitAuthFlows;
  if (flows.includes(permission) || flows.includes(`ALLOW_${permission}`)) return;
  throw new CognitoError('InvalidParameterException', `${permission} flow not enabled for this client`);
}

function required(parameters: ReadonlyMap<string, string>, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') {
    throw new CognitoError('InvalidParameterException', `Missing required parameter ${name}`);
  }
  return value;
}
