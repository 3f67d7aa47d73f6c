import type { Request, Response } from 'express';
import { basicCredentials } from '../../protocols/rfc7009/basic-credentials.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import { authenticate, type Authentication } from '../admin/authenticate-admin.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { bearerCredential } from '../bearer-token.ts';
import { BASIC_CHALLENGE } from '../oauth/authenticate-client.ts';

const WORDS: Authentication['words'] = {
  missing: 'Send an API key of the scope feed as Authorization: Bearer.',
  wrong: 'The API key was not accepted.',
  forbidden: 'This API key has not the scope feed.',
};

const GATEWAY_WORDS: Authentication['words'] = {
  missing: 'The gateway has to send an API key of the scope feed as X-Api-Key.',
  wrong: 'The API key of the gateway was not accepted.',
  forbidden: 'The API key of the gateway has not the scope feed.',
};

/**
 * Proves the resource server that asks, by the API key in its Authorization header.
 *
 * @throws ServiceError `unauthenticated`, `forbidden` or `too-many-requests`
 */
export function authenticateReader(
  request: Request,
  response: Response,
  dependencies: AppDependencies,
): Promise<AdminIdentity> {
  const { authorization } = request.headers;
  // OAuth libraries send the key as the secret of a client (RFC 7662 section 2.1), whatever they call the client.
  const basic = basicCredentials(authorization);
  const credential = bearerCredential(authorization) ?? basic?.secret;
  const { readers: authenticator } = dependencies;
  const challenge = basic === undefined ? 'Bearer' : BASIC_CHALLENGE;
  return authenticate(
    { credential, authenticator, countedAs: 'reader', words: WORDS, challenge },
    response,
    dependencies,
  );
}

/**
 * Proves the gateway that asks for somebody else, whose credential the Authorization header is. A gateway hands 401
 * on to its caller, who can do nothing about the gateway's key: so it gets 403.
 *
 * @throws ServiceError `forbidden` or `too-many-requests`
 */
export function authenticateGateway(
  request: Request,
  response: Response,
  dependencies: AppDependencies,
): Promise<AdminIdentity> {
  const { readers: authenticator } = dependencies;
  return authenticate(
    {
      credential: request.get('x-api-key'),
      authenticator,
      countedAs: 'reader',
      words: GATEWAY_WORDS,
      code: 'forbidden',
    },
    response,
    dependencies,
  );
}
