import type { Operation } from '../../operation.ts';
import { checkTracking } from '../../sessions/check-tracking.ts';
import { describeSessions } from '../../sessions/describe-sessions.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html */
export const adminListUserSessions: Operation = {
  signed: true,
  run: (input, context) => {
    const { world } = context;
    const { pool, user } = userOf(input, context);
    checkTracking(pool, world.unknowns);
    return { Sessions: describeSessions(pool, user, world) };
  },
};
