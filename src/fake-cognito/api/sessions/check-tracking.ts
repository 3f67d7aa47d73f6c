import { CognitoError } from '../../cognito-error.ts';
import { tracksSessions, type UserPool } from '../../pool/user-pool.ts';
import type { Unknowns } from '../../unknowns.ts';

/** @throws CognitoError FeatureUnavailableInTierException */
export function checkTier({ tier }: UserPool): void {
  if (tier !== 'LITE') return;
  throw new CognitoError(
    'FeatureUnavailableInTierException',
    'User session management is not available in your feature plan.',
  );
}

/**
 * What a session operation refuses with at a pool that keeps no records of sessions; at some settings it refuses with
 * nothing, and knows no session.
 *
 * @throws CognitoError
 */
export function checkTracking(pool: UserPool, { untrackedPool }: Unknowns): void {
  checkTier(pool);
  if (tracksSessions(pool) || untrackedPool === 'empty') return;
  throw new CognitoError(EXCEPTIONS[untrackedPool], 'Session tracking is not enabled for this user pool.');
}

const EXCEPTIONS: Record<Exclude<Unknowns['untrackedPool'], 'empty'>, string> = {
  operationNotEnabled: 'OperationNotEnabledException',
  featureUnavailable: 'FeatureUnavailableInTierException',
  invalidParameter: 'InvalidParameterException',
  notAuthorized: 'NotAuthorizedException',
  resourceNotFound: 'ResourceNotFoundException',
};
