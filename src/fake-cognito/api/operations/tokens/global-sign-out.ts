import { checkAccessToken } from '../../../pool/check-access-token.ts';
import { signOutUser } from '../../../pool/sessions/end-session.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const globalSignOut: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { AccessToken } = checkMembers(input, { AccessToken: MEMBER.token });
    const { pool, family } = checkAccessToken(AccessToken, world.pools.values(), world.clock);
    signOutUser(pool, family.user, world);
    return {};
  },
};
