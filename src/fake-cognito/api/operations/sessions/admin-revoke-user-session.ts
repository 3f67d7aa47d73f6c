import { checkMembers } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';
import { checkTracking } from '../../sessions/check-tracking.ts';
import { revokeSession, SESSION_MEMBERS } from '../../sessions/revoke-session.ts';
import { userOf } from '../../user-of.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html */
export const adminRevokeUserSession: Operation = {
  signed: true,
  run: (input, context) => {
    const { SessionId, RevokeAssociatedSessions } = checkMembers(input, SESSION_MEMBERS);
    const { world } = context;
    const { pool, user } = userOf(input, context);
    checkTracking(pool, world.unknowns);
    const linked = RevokeAssociatedSessions === 'LINKED';
    revokeSession({ pool, user, sessionId: SessionId, linked }, world);
    return {};
  },
};
