import { randomBytes } from 'node:crypto';
import { CognitoError } from '../../../cognito-error.ts';
import { addUser } from '../../../pool/user-pool.ts';
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
    if (pool.signInBy === 'email' && !Username.includes('@')) {
      throw new CognitoError('InvalidParameterException', 'Username should be an email.');
    }
    const password = TemporaryPassword ?? randomBytes(12).toString('base64');
    const user = addUser(pool, { username: Username, password });
    if (user === undefined) {
      throw new CognitoError('UsernameExistsException', 'User account already exists');
    }
    return {
      User: {
        Username: user.username,
        Attributes: [...user.attributes].map(([Name, Value]) => ({ Name, Value })),
        Enabled: user.enabled,
        UserStatus: 'FORCE_CHANGE_PASSWORD',
      },
    };
  },
};
