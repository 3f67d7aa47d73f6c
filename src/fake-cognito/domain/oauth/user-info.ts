import { CognitoError } from '../../cognito-error.ts';
import { jsonAnswer, type Answer, type Received } from '../../http/answer.ts';
import { checkAccessToken } from '../../pool/check-access-token.ts';
import type { User } from '../../pool/user.ts';
import type { World } from '../../world.ts';

/**
 * `/oauth2/userInfo`, by GET or POST. Needs an access token with the scope `openid`; notices revocation.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export function handleUserInfo(received: Received, world: World): Answer {
  const token = bearerToken(received);
  if (token === undefined) return refusal(400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint');
  try {
    const { family } = checkAccessToken(token, world.pools.values(), world.clock, 'openid');
    return jsonAnswer(200, claimsOf(family.user));
  } catch (error) {
    if (error instanceof CognitoError) {
      return refusal(
        401,
        'invalid_token',
        'Access token is expired, disabled, or deleted, or the user has globally signed out.',
      );
    }
    throw error;
  }
}

/** The token of an `Authorization: Bearer` header (RFC 6750 section 2.1). */
export function bearerToken({ headers }: Received): string | undefined {
  return /^Bearer +([A-Za-z0-9\-_.~+/=]+)$/i.exec(headers.authorization ?? '')?.[1];
}

function claimsOf({ attributes, username }: User): object {
  return { ...Object.fromEntries(attributes), username };
}

function refusal(status: number, error: string, description: string): Answer {
  return jsonAnswer(
    status,
    { error, error_description: description },
    { 'www-authenticate': `Bearer error="${error}", error_description="${description}"` },
  );
}
