import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';
import { checkTracking } from '../../sessions/check-tracking.ts';
import { revokeSession, SESSION_MEMBERS } from '../../sessions/revoke-session.ts';
import { sessionOwner } from '../../sessions/session-owner.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeUserSession.html
 *
 * Never the session of the access token itself.
 */
export const revokeUserSession: Operation = {
  signed: false,
  run: (input, { world }) => {
    const { AccessToken, SessionId, RevokeAssociatedSessions } = checkMembers(input, {
      AccessToken: MEMBER.token,
      ...SESSION_MEMBERS,
    });
    const { pool, family } = sessionOwner(AccessToken, world);
    checkTracking(pool, world.unknowns);
    const linked = RevokeAssociatedSessions === 'LINKED';
    const { user } = family;
    revokeSession({ pool, user, sessionId: SessionId, linked, current: family }, world);
    return {};
  },
};
