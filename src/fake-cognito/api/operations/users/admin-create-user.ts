import { randomBytes } from 'node:crypto';
import { CognitoError } from '../../../cognito-error.ts';
import { createUser } from '../../../pool/user.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { poolOf, type Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 *
 * Without attributes and messages. The fake knows no challenges: the user can sign in with `TemporaryPassword`.
 */
export const adminCreateUser: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId, Username, TemporaryPassword } = checkMembers(input, {
      UserPoolId: MEMBER.userPoolId,
      Username: MEMBER.username,
      TemporaryPassword: { ...MEMBER.password, required: false },
    });
    const pool = poolOf(UserPoolId, context);
    if (pool.users.has(Username)) {
      throw new CognitoError('UsernameExistsException', 'User account already exists');
    }
    const password = TemporaryPassword ?? randomBytes(12).toString('base64');
    const user = createUser({ username: Username, password });
    pool.users.set(Username, user);
    return {
      User: {
        Username,
        Attributes: [...user.attributes].map(([Name, Value]) => ({ Name, Value })),
        Enabled: user.enabled,
        UserStatus: 'FORCE_CHANGE_PASSWORD',
      },
    };
  },
};
