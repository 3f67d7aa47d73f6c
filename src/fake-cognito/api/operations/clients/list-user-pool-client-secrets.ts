import { clientOf } from '../../client-of.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClientSecrets.html
 *
 * Never tells a secret, only which there are.
 */
export const listUserPoolClientSecrets: Operation = {
  signed: true,
  run: (input, context) => {
    const { client } = clientOf(input, context);
    return {
      ClientSecrets: client.secrets.map(({ id, createdAtMs }) => ({
        ClientSecretId: id,
        ClientSecretCreateDate: createdAtMs / 1000,
      })),
    };
  },
};
