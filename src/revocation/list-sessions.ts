import { ServiceError } from '../errors/service-error.ts';
import type { AppClientProfile } from './app-client-profile.ts';
import type { Clock } from './ports/clock.ts';
import type { ListingJournal, ListingOperation } from './ports/listing-journal.ts';
import type { SessionDirectory, SessionListing, UserSession } from './ports/users/session-directory.ts';
import { rejected } from './refusals/rejected.ts';
import { retryAfter, RETRY_AFTER_SECONDS_WHEN_PARKED } from './refusals/retry-after.ts';

/** Whose sessions are asked for, and by what right. */
export type SessionsQuery =
  | { readonly by: 'admin'; readonly userPoolId: string; readonly username: string }
  | { readonly by: 'user'; readonly appClient: AppClientProfile; readonly accessToken: string };

/**
 * Lists the active sessions of a user, as Cognito tells them at this moment.
 *
 * @throws ServiceError `user-not-found`, `unauthenticated` or `feature-unavailable`, as Cognito says; `overloaded` or
 *   `client-misconfigured`, with `retryAfterSeconds`, when it does not
 */
export type ListSessions = (query: SessionsQuery, requestId: string) => Promise<readonly UserSession[]>;

export interface ListSessionsDependencies {
  readonly sessions: SessionDirectory;
  readonly journal: ListingJournal;
  readonly clock: Clock;
  readonly upstreamDeadlineMs: number;
}

export function createListSessions(dependencies: ListSessionsDependencies): ListSessions {
  const { sessions, journal, clock, upstreamDeadlineMs } = dependencies;

  return async (query, requestId) => {
    const signal = AbortSignal.timeout(upstreamDeadlineMs);
    const startedMs = clock.nowMs();
    const { operation, userPoolId, listing } = await ask(query, sessions, signal);
    const durationMs = clock.nowMs() - startedMs;
    const outcome = listing.kind === 'listed' ? ({ kind: 'confirmed' } as const) : listing;
    journal.listed({ requestId, operation, userPoolId, outcome, durationMs });
    return sessionsIn(listing);
  };
}

interface Asked {
  readonly operation: ListingOperation;
  readonly userPoolId: string;
  readonly listing: SessionListing;
}

async function ask(query: SessionsQuery, sessions: SessionDirectory, signal: AbortSignal): Promise<Asked> {
  if (query.by === 'admin') {
    const { userPoolId, username } = query;
    const listing = await sessions.ofUser({ userPoolId, username }, signal);
    return { operation: 'AdminListUserSessions', userPoolId, listing };
  }
  const { userPoolId } = query.appClient;
  const listing = await sessions.own({ userPoolId, accessToken: query.accessToken }, signal);
  return { operation: 'ListUserSessions', userPoolId, listing };
}

function sessionsIn(listing: SessionListing): readonly UserSession[] {
  switch (listing.kind) {
    case 'listed':
      return listing.sessions;
    case 'rejected':
      throw rejected(listing.code, listing.exceptionName);
    case 'retry':
      throw new ServiceError('overloaded', 'Cognito did not answer in time: try again.', {
        cause: listing.cause,
        retryAfterSeconds: retryAfter(listing.retryAfterSeconds),
      });
    case 'parked':
      throw new ServiceError(
        'client-misconfigured',
        'The sessions cannot be listed: the service is not set up correctly for this. Its operator has been told.',
        { cause: listing.cause, retryAfterSeconds: RETRY_AFTER_SECONDS_WHEN_PARKED },
      );
  }
}
