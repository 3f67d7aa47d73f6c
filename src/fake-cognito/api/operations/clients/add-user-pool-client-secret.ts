import { CognitoError } from '../../../cognito-error.ts';
import { madeUpSecret } from '../../../made-up.ts';
import { CLIENT_SECRETS_MAX, clientSecrets, secretValuesOf } from '../../../pool/client-secret.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { clientOf } from '../../client-of.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddUserPoolClientSecret.html
 *
 * Tells the secret only where it made it up itself.
 */
export const addUserPoolClientSecret: Operation = {
  signed: true,
  run: (input, context) => {
    const { ClientSecret } = checkMembers(input, { ClientSecret: MEMBER.clientSecret });
    const { client } = clientOf(input, context);
    const values = secretValuesOf(client);
    if (values.length === 0) {
      throw new CognitoError('InvalidParameterException', 'User pool client does not have a secret.');
    }
    if (values.length >= CLIENT_SECRETS_MAX) throw oneTooMany(context.world.unknowns.thirdSecret);
    if (ClientSecret !== undefined && values.includes(ClientSecret)) {
      throw new CognitoError('InvalidParameterException', 'The user pool client has this secret already.');
    }
    const value = ClientSecret ?? madeUpSecret();
    const nowMs = context.world.clock.nowMs();
    client.secrets = clientSecrets(client.clientId, [...values, value], client.secrets, nowMs);
    const added = client.secrets.at(-1);
    return {
      ClientSecretDescriptor: {
        ClientSecretId: added?.id,
        ClientSecretCreateDate: (added?.createdAtMs ?? 0) / 1000,
        ...(ClientSecret === undefined && { ClientSecretValue: value }),
      },
    };
  },
};

function oneTooMany(thirdSecret: 'limitExceeded' | 'invalidParameter'): CognitoError {
  const type = thirdSecret === 'limitExceeded' ? 'LimitExceededException' : 'InvalidParameterException';
  return new CognitoError(type, 'Maximum number of client secrets reached.');
}
