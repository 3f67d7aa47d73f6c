import { DatabaseError } from 'pg';

/** `query_canceled`: the server gave a statement up that took too long. `disk_full`: it would say so to every call. */
const GIVEN_UP: readonly unknown[] = ['57014', '53100'];

/** What JavaScript itself throws when data or code is wrong: no connection that fails does. */
const OF_OUR_CODE = [SyntaxError, TypeError, RangeError, ReferenceError];

/** Whether an error is the server's own answer to a call: it did not do what was asked. */
export function isRefusal(cause: unknown): boolean {
  return cause instanceof DatabaseError && !GIVEN_UP.includes(cause.code);
}

/**
 * Whether an error means that the server did not answer, or not in time, rather than that one call failed. What the
 * driver tells of connections bears no common mark: so whatever is not known to come from elsewhere counts as that.
 */
export function isUnanswered(cause: unknown): boolean {
  return !isRefusal(cause) && !OF_OUR_CODE.some((type) => cause instanceof type);
}
