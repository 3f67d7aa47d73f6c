import { ERROR_STATUS } from '../errors/error-code.ts';

/** What a label says when the value is none of those that it may have. */
export const OTHER = 'other';

/** Statuses that the server gives on its own account: nothing at 499 got to a caller that had gone away. */
const SERVER_STATUSES = [200, 202, 204, 303, 304, 404, 408, 417, 431, 499];

const STATUSES = [...new Set([...SERVER_STATUSES, ...Object.values(ERROR_STATUS)])].sort((a, b) => a - b);

/** What the service asks of Cognito. */
const OPERATIONS = [
  'RevokeToken',
  'GlobalSignOut',
  'AdminUserGlobalSignOut',
  'AdminDisableUser',
  'AdminListUserSessions',
  'AdminRevokeUserSession',
  'ListUserSessions',
  'RevokeUserSession',
  'AdminListUserSessions',
  'ListUserSessions',
];

/** Names that those operations document, and those that every AWS service may answer with. */
const EXCEPTIONS = [
  'none',
  'FeatureUnavailableInTierException',
  'ForbiddenException',
  'InternalErrorException',
  'InvalidParameterException',
  'NotAuthorizedException',
  'OperationNotEnabledException',
  'PasswordResetRequiredException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'UnauthorizedException',
  'UnsupportedOperationException',
  'UnsupportedTokenTypeException',
  'UserNotConfirmedException',
  'UserNotFoundException',
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'ThrottlingException',
  'UnrecognizedClientException',
  'UnknownOperationException',
  // What the domain of a user pool answers in their place.
  'invalid_client',
  'invalid_request',
  'unsupported_token_type',
];

/** Causes that an operator has to mend. */
const WAITING_FOR_OPERATOR = [
  'client-secret-rejected',
  'client-refused',
  'client-not-found',
  'user-pool-not-found',
  'revocation-disabled',
  'revocation-refused',
  'operation-not-enabled',
  'not-permitted',
  'unknown-exception',
];

/** Why what was asked can never be done. */
const REJECTIONS = [
  'unsupported-token-type',
  'token-not-of-client',
  'user-not-found',
  'session-not-found',
  'current-session',
  'feature-unavailable',
  'forbidden',
  'unauthenticated',
];

/** Why a try was not confirmed, in the words of the core: to be tried again, waiting for an operator, never possible. */
const CAUSES = [
  'none',
  'throttled',
  'forbidden',
  'server-error',
  'timeout',
  'connection',
  'tls',
  'unusable-answer',
  'undecided',
  ...WAITING_FOR_OPERATOR,
  ...REJECTIONS,
];

/** What keeps an accepted logout from being tried: causes that wait for an operator, and what cannot be read any more. */
const PARKED = [...WAITING_FOR_OPERATOR, 'undecryptable', 'unknown-format'];

/**
 * Every value that a label of a metric may have, beside `other`. The routes, which the composition knows, are `route`'s.
 * Closed sets: no request can add a series, and no id, address or token can become a label.
 */
export const LABEL_VALUES = {
  status: new Set(STATUSES.map(String)),
  operation: new Set(OPERATIONS),
  cause: new Set(CAUSES),
  exception: new Set(EXCEPTIONS),
  outcome: new Set(['confirmed', 'already-dead', 'rejected', 'retry', 'parked']),
  policy: new Set(['client-address', 'user', 'app-client', 'admin', 'reader', 'admin-failure']),
  denial: new Set(['session', 'user', 'app-client', 'user-pool']),
  decision: new Set(['allowed', 'refused', 'would-refuse']),
  lane: new Set(['proven', 'unproven', 'admin', 'bulk']),
  code: new Set(REJECTIONS),
  parked: new Set(PARKED),
  task: new Set(['claim', 'try', 'chores', 'budget']),
  budget: new Set(['revoke-token', 'sign-out']),
  trigger: new Set(['signal', 'file', 'interval', 'refusal']),
  result: new Set(['changed', 'unchanged', 'failed']),
} as const satisfies Record<string, ReadonlySet<string>>;

export type LabelName = keyof typeof LABEL_VALUES | 'route';
