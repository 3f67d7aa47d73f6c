import { CognitoError } from '../../cognito-error.ts';
import { jsonAnswer, type Answer, type Received } from '../../http/answer.ts';
import { secretValuesOf } from '../../pool/client-secret.ts';
import { signIn, type IssuedTokens } from '../../pool/issue-tokens.ts';
import { visitorOf } from '../../http/visitor-of.ts';
import { refreshSession, type RefreshedTokens } from '../../pool/refresh-session.ts';
import { hasUser } from '../../pool/user-pool.ts';
import type { ClientOfPool, World } from '../../world.ts';
import { clientAtDomain } from '../client-at-domain.ts';
import { basicCredentials, formCredentials } from './client-credentials.ts';
import { formOf, parameter } from '../form.ts';
import { OAuthError } from './oauth-error.ts';
import { provesChallenge } from './pkce.ts';

/**
 * `POST /oauth2/token` with the grants `refresh_token` and `authorization_code`. Bad client credentials are a 400.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function handleToken(received: Received, world: World): Answer {
  const form = formOf(received);
  const grantType = parameter(form, 'grant_type');
  if (grantType === undefined) throw new OAuthError('invalid_request');
  const found = authenticatedClient(received, world);
  switch (grantType) {
    case 'refresh_token':
      return tokenAnswer(refresh(received, found, world));
    case 'authorization_code':
      return tokenAnswer(redeemCode(received, found, world));
    default:
      throw new OAuthError('unsupported_grant_type');
  }
}

function authenticatedClient(received: Received, world: World): ClientOfPool {
  const credentials = basicCredentials(received) ?? formCredentials(received);
  if (credentials === undefined) throw new OAuthError('invalid_request');
  const found = clientAtDomain(received, world, credentials.clientId);
  if (found === undefined) throw new OAuthError('invalid_client');
  const secrets = secretValuesOf(found.client);
  if (secrets.length > 0 && !secrets.includes(credentials.secret ?? '')) {
    throw new OAuthError('invalid_client');
  }
  return found;
}

function refresh(received: Received, found: ClientOfPool, world: World): RefreshedTokens {
  const refreshToken = parameter(formOf(received), 'refresh_token');
  if (refreshToken === undefined) throw new OAuthError('invalid_request');
  try {
    return refreshSession({ ...found, refreshToken, visitor: visitorOf(received), clock: world.clock });
  } catch (error) {
    if (error instanceof CognitoError) throw new OAuthError('invalid_grant');
    throw error;
  }
}

function redeemCode(
  received: Received,
  { pool, client }: ClientOfPool,
  { clock }: World,
): Omit<RefreshedTokens, 'idToken'> & { readonly idToken: string | undefined } {
  const form = formOf(received);
  const code = parameter(form, 'code');
  const redirectUri = parameter(form, 'redirect_uri');
  if (code === undefined || redirectUri === undefined) throw new OAuthError('invalid_request');
  const grant = pool.authorizationCodes.redeem(code, clock);
  const verifier = parameter(form, 'code_verifier');
  if (
    grant === undefined ||
    grant.clientId !== client.clientId ||
    grant.redirectUri !== redirectUri ||
    !provesChallenge(verifier, grant.codeChallenge) ||
    !hasUser(pool, grant.session.user) ||
    !grant.session.user.enabled
  ) {
    throw new OAuthError('invalid_grant');
  }
  const { session, scopes, nonce } = grant;
  const { user } = session;
  const visitor = visitorOf(received);
  const tokens = signIn({ pool, client, user, clock, scopes, ssoSession: session, nonce, visitor });
  return scopes.includes('openid') ? tokens : { ...tokens, idToken: undefined };
}

function tokenAnswer(
  tokens: Omit<IssuedTokens, 'idToken'> & {
    readonly idToken: string | undefined;
    readonly refreshToken: string | undefined;
  },
): Answer {
  return jsonAnswer(
    200,
    {
      id_token: tokens.idToken,
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires_in: tokens.expiresInSeconds,
      token_type: 'Bearer',
    },
    { 'cache-control': 'no-store' },
  );
}
