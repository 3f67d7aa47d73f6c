import type { ExceptionMeanings, Meaning } from '../outcome/classify-failure.ts';
import { SIGNED_CALL_MEANINGS } from '../outcome/signed-call-meanings.ts';

const USER_NOT_FOUND: Meaning = { kind: 'rejected', code: 'user-not-found' };

/** What exceptions mean for the operations of an admin that name a user. */
export const NAMED_USER_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ...SIGNED_CALL_MEANINGS,
  ['UserNotFoundException', USER_NOT_FOUND],
  // A name that no user can have. The user pool id is checked when the configuration is read.
  ['InvalidParameterException', USER_NOT_FOUND],
  ['ResourceNotFoundException', { kind: 'parked', cause: 'user-pool-not-found' }],
]);
