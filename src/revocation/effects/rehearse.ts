import { ServiceError } from '../../errors/service-error.ts';
import { notTracked } from '../require-tracking.ts';
import { isAboutNamedUser, type AdminUserCommand, type EndSessionCommand } from '../command.ts';
import { effectsOfDenial, type DenyTokensCommand } from '../denials/deny-tokens.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionDirectory, UserSession } from '../ports/users/session-directory.ts';
import type { Effect } from '../receipt.ts';
import { rejected } from '../refusals/rejected.ts';
import { retryAfter, RETRY_AFTER_SECONDS_WHEN_PARKED } from '../refusals/retry-after.ts';
import { stepsOf } from '../steps/step.ts';
import { effectsOf } from './effects-of.ts';
import type { IsFollowed } from '../denials/is-followed.ts';

/** A call that an order would make, and how often. */
export interface PlannedCall {
  readonly operation: string;
  readonly times: number;
}

/** What an order would do. */
export interface Rehearsal {
  readonly calls: readonly PlannedCall[];
  /** As the receipt would have them, if Cognito confirmed everything at once. */
  readonly effects: readonly Effect[];
}

/**
 * Tells what a command would do, and asks of Cognito no more than reading.
 *
 * @throws ServiceError `session-not-found`, `feature-unavailable`, `user-not-found`; `not-durable` or
 *   `client-misconfigured` where Cognito does not say
 */
export type Rehearse = (command: EndSessionCommand | DenyTokensCommand) => Promise<Rehearsal>;

export interface RehearseDependencies {
  readonly sessions: SessionDirectory;
  readonly clock: Clock;
  readonly isFollowed: IsFollowed;
  readonly upstreamDeadlineMs: number;
}

export function createRehearse(dependencies: RehearseDependencies): Rehearse {
  const { clock, isFollowed } = dependencies;
  return async (command) => {
    const nowMs = clock.nowMs();
    if ('tokensOf' in command) return { calls: [], effects: effectsOfDenial(command, nowMs, isFollowed) };
    const sessions = isAboutNamedUser(command) ? await sessionsFor(command, dependencies) : [];
    const areAccessTokensDenied =
      command.act === 'end-user-sessions' && command.sub !== undefined && isFollowed(command.userPoolId);
    const isManagedLoginLeft = sessions === 'not-tracked';
    const effects = effectsOf({ command, receiptId: '', nowMs, areAccessTokensDenied, isManagedLoginLeft });
    return { calls: callsOf(command, sessions === 'not-tracked' ? [] : sessions), effects };
  };
}

/** Reading the sessions tells whether the one that is named is there, and how many managed logins there are. */
async function sessionsFor(
  command: AdminUserCommand,
  { sessions, upstreamDeadlineMs }: RehearseDependencies,
): Promise<readonly UserSession[] | 'not-tracked'> {
  if (command.act === 'end-user-sessions' && command.endSso !== true) return [];
  const listing = await sessions.ofUser(command, AbortSignal.timeout(upstreamDeadlineMs));
  if (listing.kind === 'retry') throw notListed(listing.cause, listing.retryAfterSeconds);
  if (listing.kind === 'parked') throw notSetUp(listing.cause);
  if (listing.kind === 'rejected') {
    if (listing.code === 'feature-unavailable' && command.act === 'end-user-sessions') return 'not-tracked';
    throw listing.code === 'feature-unavailable'
      ? notTracked()
      : rejected(listing.code, listing.exceptionName);
  }
  if (command.act === 'end-session-of-user') requireSession(command.sessionId, listing.sessions);
  return listing.sessions;
}

function requireSession(sessionId: string, sessions: readonly UserSession[]): void {
  if (sessions.some((session) => session.sessionId === sessionId)) return;
  throw rejected('session-not-found');
}

function callsOf(command: EndSessionCommand, sessions: readonly UserSession[]): readonly PlannedCall[] {
  const managedLogins = sessions.filter(({ kind }) => kind === 'sso').length;
  return stepsOf(command).flatMap((step) => {
    const operation = step === 'look-again' ? 'AdminListUserSessions' : step;
    return step === 'AdminListUserSessions' && managedLogins > 0
      ? [
          { operation, times: 1 },
          { operation: 'AdminRevokeUserSession', times: managedLogins },
        ]
      : [{ operation, times: 1 }];
  });
}

function notListed(cause: string, retryAfterSeconds: number | undefined): ServiceError {
  return new ServiceError(
    'not-durable',
    'Cognito does not say at the moment which sessions there are, and nothing was done: try again.',
    { cause, retryAfterSeconds: retryAfter(retryAfterSeconds) },
  );
}

function notSetUp(cause: string): ServiceError {
  return new ServiceError(
    'client-misconfigured',
    'Cognito does not let this service list sessions, and nothing was done: see docs/iam.md.',
    { cause, retryAfterSeconds: RETRY_AFTER_SECONDS_WHEN_PARKED },
  );
}
