import { clientOf } from '../../client-of.ts';
import type { Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient: Operation = {
  signed: true,
  run: (input, context) => {
    const { pool, client } = clientOf(input, context);
    pool.clients.delete(client.clientId);
    return undefined;
  },
};
