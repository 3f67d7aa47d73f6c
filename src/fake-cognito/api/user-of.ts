import { CognitoError } from '../cognito-error.ts';
import type { User } from '../pool/user.ts';
import { findUser, type UserPool } from '../pool/user-pool.ts';
import { checkMembers, MEMBER } from './check-members.ts';
import { poolOf, type Input, type OperationContext } from './operation.ts';

/**
 * The user that an admin operation names by `UserPoolId` and `Username`.
 *
 * @throws CognitoError ResourceNotFoundException, UserNotFoundException
 */
export function userOf(
  input: Input,
  context: OperationContext,
): { readonly pool: UserPool; readonly user: User } {
  const { UserPoolId, Username } = checkMembers(input, {
    UserPoolId: MEMBER.userPoolId,
    Username: MEMBER.username,
  });
  const pool = poolOf(UserPoolId, context);
  const user = findUser(pool, Username);
  if (user === undefined) throw new CognitoError('UserNotFoundException', 'User does not exist.');
  return { pool, user };
}
