import { emptyAnswer, type Answer, type Received } from '../../http/answer.ts';
import { decodeJwt } from '../../pool/jwt.ts';
import { secretValuesOf } from '../../pool/client-secret.ts';
import { endTokenSession } from '../../pool/sessions/end-session.ts';
import type { Unknowns } from '../../unknowns.ts';
import type { ClientOfPool, World } from '../../world.ts';
import { clientAtDomain } from '../client-at-domain.ts';
import { basicCredentials } from './client-credentials.ts';
import { formOf, parameter } from '../form.ts';
import { OAuthError } from './oauth-error.ts';

/**
 * `POST /oauth2/revoke`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 *
 * A confidential app client has to authenticate by Basic; a secret in the body does not count.
 */
export function handleRevoke(received: Received, world: World): Answer {
  const form = formOf(received);
  const { pool, client } = authenticatedClient(received, form, world);
  const token = parameter(form, 'token');
  if (token === undefined || !client.settings.EnableTokenRevocation) throw new OAuthError('invalid_request');
  if (decodeJwt(token) !== undefined) throw new OAuthError('unsupported_token_type');
  const family = pool.families.findRefreshToken(token)?.family;
  if (family === undefined) return emptyAnswer(200);
  if (family.clientId !== client.clientId) return answerForeign(world.unknowns);
  endTokenSession(pool, family, { linked: false, nowMs: world.clock.nowMs(), linkedDelayMs: 0 });
  return emptyAnswer(200);
}

function authenticatedClient(received: Received, form: URLSearchParams, world: World): ClientOfPool {
  const basic = basicCredentials(received);
  const clientId = basic?.clientId ?? parameter(form, 'client_id');
  if (clientId === undefined) throw withoutClientId(world.unknowns);
  const found = clientAtDomain(received, world, clientId);
  if (found === undefined) throw new OAuthError('invalid_client', 401);
  const secrets = secretValuesOf(found.client);
  const isRight = secrets.includes(basic?.secret ?? '');
  const isNeedless = secrets.length === 0 && basic?.secret !== undefined;
  const refusesNeedless = world.unknowns.needlessSecret === 'unauthorized';
  if ((secrets.length > 0 && !isRight) || (isNeedless && refusesNeedless)) {
    throw new OAuthError('invalid_client', 401);
  }
  return found;
}

function withoutClientId({ revokeWithoutClientId }: Unknowns): OAuthError {
  return revokeWithoutClientId === 'invalidRequest'
    ? new OAuthError('invalid_request')
    : new OAuthError('invalid_client', 401);
}

function answerForeign({ revokeForeignClient }: Unknowns): Answer {
  switch (revokeForeignClient) {
    case 'ok':
      return emptyAnswer(200);
    case 'invalidClient':
      throw new OAuthError('invalid_client', 401);
    case 'invalidRequest':
      throw new OAuthError('invalid_request');
  }
}
