import { disableUser } from '../../../pool/user.ts';
import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
export const adminDisableUser: Operation = {
  signed: true,
  run: (input, context) => {
    disableUser(userOf(input, context).user);
    return {};
  },
};
