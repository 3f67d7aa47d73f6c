import { CognitoError } from '../../../cognito-error.ts';
import type { AppClient } from '../../../pool/app-client.ts';
import { secretValuesOf } from '../../../pool/client-secret.ts';
import { clientNotFound } from '../../../pool/check-access-token.ts';
import { decodeJwt } from '../../../pool/jwt.ts';
import { endTokenSession } from '../../../pool/sessions/end-session.ts';
import type { Unknowns } from '../../../unknowns.ts';
import { findClient, type ClientOfPool, type World } from '../../../world.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 *
 * In this order: app client, secret, feature, kind of token, family. A token that is dead already is a success.
 */
export const revokeToken: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { Token, ClientId, ClientSecret, RevokeAssociatedSessions } = checkMembers(input, {
      Token: MEMBER.token,
      ClientId: MEMBER.clientId,
      ClientSecret: MEMBER.clientSecret,
      RevokeAssociatedSessions: { pattern: 'NONE|LINKED' },
    });
    const { pool, client } = knownClient(ClientId, world);
    checkSecret(client, ClientSecret, world.unknowns);
    checkRevocationEnabled(client);
    checkIsRefreshToken(Token);
    const family = pool.families.findRefreshToken(Token)?.family;
    if (family === undefined) return answerGarbage(world.unknowns);
    if (family.clientId !== ClientId) return answerForeign(world.unknowns);
    endTokenSession(pool, family, {
      linked: RevokeAssociatedSessions === 'LINKED',
      nowMs: world.clock.nowMs(),
      linkedDelayMs: world.unknowns.sessionDelayMs,
    });
    return {};
  },
};

function knownClient(clientId: string, world: World): ClientOfPool {
  const found = findClient(world, clientId);
  if (found !== undefined) return found;
  switch (world.unknowns.unknownClient) {
    case 'unauthorized':
      throw unauthorized();
    case 'resourceNotFound':
      throw clientNotFound(clientId);
    case 'invalidParameter':
      throw new CognitoError('InvalidParameterException', 'Invalid client id');
  }
}

function checkSecret(client: AppClient, secret: string | undefined, unknowns: Unknowns): void {
  const secrets = secretValuesOf(client);
  if (secrets.length === 0) {
    if (secret !== undefined && unknowns.needlessSecret === 'unauthorized') throw unauthorized();
    return;
  }
  if (secret === undefined) throw unauthorized();
  if (secrets.includes(secret)) return;
  if (unknowns.wrongSecret === 'unauthorized') throw unauthorized();
  throw new CognitoError('NotAuthorizedException', 'Invalid client or secret');
}

function checkRevocationEnabled({ settings }: AppClient): void {
  if (settings.EnableTokenRevocation) return;
  throw new CognitoError('UnsupportedOperationException', 'This feature is not enabled for this client');
}

function checkIsRefreshToken(token: string): void {
  if (decodeJwt(token) === undefined) return;
  throw new CognitoError('UnsupportedTokenTypeException', 'Unsupported token type');
}

function answerGarbage({ garbageToken }: Unknowns): object {
  switch (garbageToken) {
    case 'ok':
      return {};
    case 'invalidParameter':
      throw new CognitoError('InvalidParameterException', 'Invalid token');
    case 'unsupportedTokenType':
      throw new CognitoError('UnsupportedTokenTypeException', 'Unsupported token type');
  }
}

function answerForeign({ foreignClient }: Unknowns): object {
  if (foreignClient === 'ok') return {};
  throw unauthorized();
}

function unauthorized(): CognitoError {
  return new CognitoError('UnauthorizedException', 'Invalid client or secret');
}
