import { createHmac } from 'node:crypto';
import { CognitoError } from '../cognito-error.ts';
import type { AppClient } from '../pool/app-client.ts';
import { secretValuesOf } from '../pool/client-secret.ts';

/**
 * Demands the `SECRET_HASH` of an app client that has a secret. Public clients may send whatever they like.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 *
 * @throws CognitoError NotAuthorizedException
 */
export function checkSecretHashPresent(
  { clientId, secrets }: AppClient,
  secretHash: string | undefined,
): void {
  if (secrets.length > 0 && secretHash === undefined) {
    throw new CognitoError(
      'NotAuthorizedException',
      `Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    );
  }
}

/**
 * @param names the names of the user, any of which the hash may have been made with
 * @throws CognitoError NotAuthorizedException
 */
export function checkSecretHash(
  client: AppClient,
  names: readonly string[],
  secretHash: string | undefined,
): void {
  const { clientId } = client;
  const secrets = secretValuesOf(client);
  if (secrets.length === 0) return;
  const accepted = secrets.flatMap((secret) =>
    names.map((name) => createHmac('sha256', secret).update(`${name}${clientId}`).digest('base64')),
  );
  if (secretHash !== undefined && accepted.includes(secretHash)) return;
  throw new CognitoError('NotAuthorizedException', `Unable to verify secret hash for client ${clientId}`);
}
