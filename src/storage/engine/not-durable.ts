import { ServiceError } from '../../errors/service-error.ts';

const RETRY_AFTER_SECONDS = 5;

/**
 * What a caller hears when the database did not answer a question, or an order that may be given again: what was done of
 * it, nobody knows.
 */
export function outOfReach(cause: unknown): never {
  throw new ServiceError('not-durable', 'The store is out of reach at the moment: try again.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** What a caller hears when the database could not do its part. */
export function notDurable(cause: unknown): never {
  throw new ServiceError('not-durable', 'The request could not be stored. Nothing was kept: try again.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
