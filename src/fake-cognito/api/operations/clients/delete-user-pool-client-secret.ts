import { CognitoError } from '../../../cognito-error.ts';
import { checkMembers } from '../../check-members.ts';
import { clientOf } from '../../client-of.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClientSecret.html
 *
 * The last secret stays.
 */
export const deleteUserPoolClientSecret: Operation = {
  signed: true,
  run: (input, context) => {
    const { ClientSecretId } = checkMembers(input, {
      ClientSecretId: { required: true, pattern: '[\\w+-]+', lengthMin: 1, lengthMax: 128 },
    });
    const { client } = clientOf(input, context);
    if (!client.secrets.some(({ id }) => id === ClientSecretId)) {
      throw new CognitoError('ResourceNotFoundException', 'Client secret does not exist.');
    }
    if (client.secrets.length === 1) {
      throw new CognitoError('InvalidParameterException', 'The last client secret cannot be deleted.');
    }
    client.secrets = client.secrets.filter(({ id }) => id !== ClientSecretId);
    return {};
  },
};
