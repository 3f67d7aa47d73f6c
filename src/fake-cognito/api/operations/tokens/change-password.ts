import { CognitoError } from '../../../cognito-error.ts';
import { checkAccessToken } from '../../../pool/check-access-token.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 *
 * Leaves the user's tokens alone.
 */
export const changePassword: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { AccessToken, PreviousPassword, ProposedPassword } = checkMembers(input, {
      AccessToken: MEMBER.token,
      PreviousPassword: MEMBER.password,
      ProposedPassword: MEMBER.password,
    });
    const { user } = checkAccessToken(AccessToken, world.pools.values(), world.clock).family;
    if (user.password !== PreviousPassword) {
      throw new CognitoError('NotAuthorizedException', 'Incorrect username or password.');
    }
    user.password = ProposedPassword;
    return {};
  },
};
