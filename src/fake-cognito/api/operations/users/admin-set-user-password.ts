import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 *
 * Leaves the user's tokens alone.
 */
export const adminSetUserPassword: Operation = {
  signed: true,
  run: (input, context) => {
    const { Password } = checkMembers(input, { Password: MEMBER.password });
    userOf(input, context).user.password = Password;
    return {};
  },
};
