import { checkAccessToken } from '../../../pool/check-access-token.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { AccessToken } = checkMembers(input, { AccessToken: MEMBER.token });
    const { user } = checkAccessToken(AccessToken, world.pools.values(), world.clock).family;
    return {
      UserAttributes: [...user.attributes].map(([Name, Value]) => ({ Name, Value })),
      Username: user.username,
    };
  },
};
