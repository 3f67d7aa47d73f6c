import { clientOf } from '../../client-of.ts';
import { describeClient } from '../../describe-client.ts';
import type { Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient: Operation = {
  signed: true,
  run: (input, context) => {
    const { pool, client } = clientOf(input, context);
    return { UserPoolClient: describeClient(pool.id, client, context.world.unknowns) };
  },
};
