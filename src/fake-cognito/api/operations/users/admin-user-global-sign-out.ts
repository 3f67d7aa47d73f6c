import { signOutUser } from '../../../pool/sessions/end-session.ts';
import type { Operation } from '../../operation.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const adminUserGlobalSignOut: Operation = {
  signed: true,
  run: (input, context) => {
    const { pool, user } = userOf(input, context);
    signOutUser(pool, user, context.world);
    return {};
  },
};
