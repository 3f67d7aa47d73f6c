/** Every way in which a user pool may say that it keeps no records. */
export const UNTRACKED = [
  'operationNotEnabled',
  'featureUnavailable',
  'invalidParameter',
  'notAuthorized',
  'resourceNotFound',
  'empty',
] as const;
/** What a user's own token cannot tell from a token that has ended, or from sessions that are not there. */
export const TELLING = UNTRACKED.filter((answer) => answer !== 'notAuthorized' && answer !== 'empty');
/** Every way in which Cognito may say that there is no such session. */
export const UNKNOWN_SESSION = ['resourceNotFound', 'invalidParameter', 'notAuthorized'] as const;
