import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser: Operation = {
  signed: true,
  run: (input, context) => {
    const { pool, user } = userOf(input, context);
    pool.users.delete(user.username);
    return undefined;
  },
};
