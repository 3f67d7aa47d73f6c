import type { UserPool } from '../../../pool/user-pool.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { requiredNumber } from '../../numbers.ts';
import { poolOf, type Operation } from '../../operation.ts';
import { checkTier } from '../../sessions/check-tracking.ts';

const TOKEN_SESSIONS = { min: 1, max: 100 };

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolSessionConfiguration.html */
export const getUserPoolSessionConfiguration: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId } = checkMembers(input, { UserPoolId: MEMBER.userPoolId });
    return configurationOf(poolOf(UserPoolId, context));
  },
};

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolSessionConfiguration.html
 *
 * Replaces the whole configuration. Sessions beyond a lower limit end at the next sign-in only.
 */
export const setUserPoolSessionConfiguration: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId, UserSessionTracking } = checkMembers(input, {
      UserPoolId: MEMBER.userPoolId,
      UserSessionTracking: { required: true, pattern: 'ENABLED|DISABLED' },
    });
    const maxPerUser = requiredNumber(input['TokenSession'], 'MaxPerUser', TOKEN_SESSIONS);
    const pool = poolOf(UserPoolId, context);
    checkTier(pool);
    pool.sessionTracking = UserSessionTracking === 'ENABLED';
    pool.maxTokenSessionsPerUser = maxPerUser;
    return configurationOf(pool);
  },
};

function configurationOf({ id, sessionTracking, maxTokenSessionsPerUser }: UserPool): object {
  return {
    UserPoolId: id,
    UserSessionTracking: sessionTracking ? 'ENABLED' : 'DISABLED',
    TokenSession: { MaxPerUser: maxTokenSessionsPerUser },
  };
}
