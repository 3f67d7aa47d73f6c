import { ServiceError } from '../../errors/service-error.ts';
import type { KnownUser, UserDirectory, UserReference } from '../ports/users/user-directory.ts';
import { rejected } from '../refusals/rejected.ts';
import { RETRY_AFTER_SECONDS_WHEN_PARKED } from '../refusals/retry-after.ts';
import { unknownUser } from '../refusals/unknown-user.ts';

/**
 * Finds the user whom an admin means.
 *
 * @returns undefined where Cognito does not say who has this name or `sub`: an order can be given all the same
 * @throws ServiceError `user-not-found`; `invalid-request` where several users have the e-mail address; `not-durable` or
 *   `client-misconfigured` where Cognito does not say who has it
 */
export type FindUser = (
  reference: UserReference & { readonly userPoolId: string },
) => Promise<KnownUser | undefined>;

export interface FindUserDependencies {
  readonly users: UserDirectory;
  readonly upstreamDeadlineMs: number;
}

/** Of the time that an order has at Cognito, what goes to a lookup that the order can do without. */
const LOOKUP_SHARE = 1 / 3;

export function createFindUser({ users, upstreamDeadlineMs }: FindUserDependencies): FindUser {
  return async (reference) => {
    const isNeeded = reference.by === 'email';
    const timeoutMs = isNeeded ? upstreamDeadlineMs : upstreamDeadlineMs * LOOKUP_SHARE;
    const lookup = await users.find(reference, AbortSignal.timeout(Math.ceil(timeoutMs)));
    switch (lookup.kind) {
      case 'found':
        return lookup.user;
      case 'several':
        throw new ServiceError(
          'invalid-request',
          'More than one user of the pool has this e-mail address: name the one you mean, by username or sub. Nothing was done.',
        );
      case 'rejected':
        throw rejected(lookup.code, lookup.exceptionName);
      case 'retry':
        if (isNeeded) throw unknownUser(lookup.cause, lookup.retryAfterSeconds);
        return undefined;
      case 'parked':
        if (isNeeded) throw notSetUp(lookup.cause);
        return undefined;
    }
  };
}

function notSetUp(cause: string): ServiceError {
  return new ServiceError(
    'client-misconfigured',
    'Cognito does not let this service look for users, and nothing was done: give an order by username, or see docs/iam.md.',
    { cause, retryAfterSeconds: RETRY_AFTER_SECONDS_WHEN_PARKED },
  );
}
