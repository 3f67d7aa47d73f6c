import { CognitoError } from '../../../cognito-error.ts';
import type { AppClient } from '../../../pool/app-client.ts';
import { secretValuesOf } from '../../../pool/client-secret.ts';
import { clientNotFound } from '../../../pool/check-access-token.ts';
import { refreshSession } from '../../../pool/refresh-session.ts';
import { findClient } from '../../../world.ts';
import { authenticationResult } from '../../auth-flow.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken: Operation = {
  signed: false,
  run: (input, { world, visitor }) => {
    const { ClientId, RefreshToken, ClientSecret } = checkMembers(input, {
      ClientId: MEMBER.clientId,
      RefreshToken: MEMBER.token,
      ClientSecret: MEMBER.clientSecret,
    });
    const found = findClient(world, ClientId);
    if (found === undefined) throw clientNotFound(ClientId);
    checkSecret(found.client, ClientSecret);
    const tokens = refreshSession({ ...found, refreshToken: RefreshToken, visitor, clock: world.clock });
    return { AuthenticationResult: authenticationResult(tokens) };
  },
};

/** A secret that a public client sends is ignored. */
function checkSecret(client: AppClient, secret: string | undefined): void {
  const { clientId } = client;
  const secrets = secretValuesOf(client);
  if (secrets.length === 0) return;
  if (secret === undefined) {
    throw new CognitoError(
      'NotAuthorizedException',
      `Client ${clientId} is configured for secret but secret was not received`,
    );
  }
  if (!secrets.includes(secret)) {
    throw new CognitoError('NotAuthorizedException', `Unable to verify secret hash for client ${clientId}`);
  }
}
