import type { ExceptionMeanings, Meaning } from '../outcome/classify-failure.ts';
import { SIGNED_CALL_MEANINGS } from '../outcome/signed-call-meanings.ts';

const FEATURE_UNAVAILABLE: Meaning = { kind: 'rejected', code: 'feature-unavailable' };
const SESSION_NOT_FOUND: Meaning = { kind: 'rejected', code: 'session-not-found' };
const USER_NOT_FOUND: Meaning = { kind: 'rejected', code: 'user-not-found' };
const UNAUTHENTICATED: Meaning = { kind: 'rejected', code: 'unauthenticated' };
const USER_POOL_NOT_FOUND: Meaning = { kind: 'parked', cause: 'user-pool-not-found' };

/** What the documentation of the session operations names, and what Cognito calls a user pool without the feature. */
const UNAVAILABLE: readonly (readonly [string, Meaning])[] = [
  ['FeatureUnavailableInTierException', FEATURE_UNAVAILABLE],
  ['OperationNotEnabledException', FEATURE_UNAVAILABLE],
  ['UnsupportedOperationException', FEATURE_UNAVAILABLE],
];

const BY_USER: readonly (readonly [string, Meaning])[] = [
  ...UNAVAILABLE,
  ['NotAuthorizedException', UNAUTHENTICATED],
  ['PasswordResetRequiredException', UNAUTHENTICATED],
  ['UserNotConfirmedException', UNAUTHENTICATED],
  ['UserNotFoundException', UNAUTHENTICATED],
];

const BY_ADMIN: readonly (readonly [string, Meaning])[] = [
  ...SIGNED_CALL_MEANINGS,
  ...UNAVAILABLE,
  ['UserNotFoundException', USER_NOT_FOUND],
];

/** AdminListUserSessions. `InvalidParameterException`: a name that no user can have. */
export const LIST_OF_USER_MEANINGS: ExceptionMeanings = new Map([
  ...BY_ADMIN,
  ['InvalidParameterException', USER_NOT_FOUND],
  ['ResourceNotFoundException', USER_POOL_NOT_FOUND],
]);

/** ListUserSessions, which has no parameter but the token: that was verified before, so that its user pool exists. */
export const LIST_OWN_MEANINGS: ExceptionMeanings = new Map([
  ...BY_USER,
  ['InvalidParameterException', FEATURE_UNAVAILABLE],
  ['ResourceNotFoundException', FEATURE_UNAVAILABLE],
]);

/** AdminRevokeUserSession. Which exception tells of a session that there is not, no documentation says. */
export const REVOKE_OF_USER_MEANINGS: ExceptionMeanings = new Map([
  ...BY_ADMIN,
  ['InvalidParameterException', SESSION_NOT_FOUND],
  ['ResourceNotFoundException', SESSION_NOT_FOUND],
]);

/** RevokeUserSession. Neither is documented how it refuses the session of the token itself. */
export const REVOKE_OWN_MEANINGS: ExceptionMeanings = new Map([
  ...BY_USER,
  ['InvalidParameterException', SESSION_NOT_FOUND],
  ['ResourceNotFoundException', SESSION_NOT_FOUND],
]);
