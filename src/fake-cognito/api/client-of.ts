import { CognitoError } from '../cognito-error.ts';
import type { ClientOfPool } from '../world.ts';
import { checkMembers, MEMBER } from './check-members.ts';
import { poolOf, type Input, type OperationContext } from './operation.ts';

/**
 * The app client that an admin operation names by `UserPoolId` and `ClientId`.
 *
 * @throws CognitoError ResourceNotFoundException
 */
export function clientOf(input: Input, context: OperationContext): ClientOfPool {
  const { UserPoolId, ClientId } = checkMembers(input, {
    UserPoolId: MEMBER.userPoolId,
    ClientId: MEMBER.clientId,
  });
  const pool = poolOf(UserPoolId, context);
  const client = pool.clients.get(ClientId);
  if (client === undefined) {
    throw new CognitoError('ResourceNotFoundException', 'User pool client does not exist.');
  }
  return { pool, client };
}
