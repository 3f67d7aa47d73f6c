import { ServiceError } from '../../errors/service-error.ts';

const RETRY_AFTER_SECONDS = 5;

/** What a caller hears when the database could not do its part. */
export function notDurable(cause: unknown): never {
  throw new ServiceError('not-durable', 'The request could not be stored. Nothing was kept: try again.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
