import { ServiceError } from '../../errors/service-error.ts';
import { retryAfter } from './retry-after.ts';

/**
 * What an admin hears where Cognito has to say whom an order is about, and does not.
 *
 * @param cause for the log
 */
export function unknownUser(cause: string, retryAfterSeconds?: number): ServiceError {
  return new ServiceError(
    'not-durable',
    'Cognito does not say at the moment who this is, and nothing was done: try again, or give an order by username or sub, which is kept.',
    { cause, retryAfterSeconds: retryAfter(retryAfterSeconds) },
  );
}
