import { DatabaseError } from 'pg';

/** `query_canceled`: the server gave a statement up that took too long. */
const GIVEN_UP = '57014';

/** Whether an error means that the server did not answer, or not in time, rather than that it refused one call. */
export function isUnanswered(cause: unknown): boolean {
  return !(cause instanceof DatabaseError) || cause.code === GIVEN_UP;
}
