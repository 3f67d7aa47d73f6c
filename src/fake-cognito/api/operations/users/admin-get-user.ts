import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser: Operation = {
  signed: true,
  run: (input, context) => {
    const { username, enabled, attributes } = userOf(input, context).user;
    return {
      Username: username,
      UserAttributes: [...attributes].map(([Name, Value]) => ({ Name, Value })),
      Enabled: enabled,
      UserStatus: 'CONFIRMED',
    };
  },
};
