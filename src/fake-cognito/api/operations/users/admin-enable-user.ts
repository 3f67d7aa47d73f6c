import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const adminEnableUser: Operation = {
  signed: true,
  run: (input, context) => {
    userOf(input, context).user.enabled = true;
    return {};
  },
};
