import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';
import { checkTracking } from '../../sessions/check-tracking.ts';
import { describeSessions } from '../../sessions/describe-sessions.ts';
import { sessionOwner } from '../../sessions/session-owner.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserSessions.html */
export const listUserSessions: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { AccessToken } = checkMembers(input, { AccessToken: MEMBER.token });
    const { pool, family } = sessionOwner(AccessToken, world);
    checkTracking(pool, world.unknowns);
    return { Sessions: describeSessions(pool, family.user, world, family) };
  },
};
