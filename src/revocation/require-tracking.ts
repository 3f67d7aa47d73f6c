import { ServiceError } from '../errors/service-error.ts';
import type { AppClientProfile } from './app-client-profile.ts';

/**
 * Refuses what needs records of sessions, which Cognito keeps where session tracking is on.
 *
 * @param clients those that the sessions may be of: one with session tracking is enough
 * @throws ServiceError `feature-unavailable`
 */
export function requireTracking(clients: readonly Pick<AppClientProfile, 'sessionTracking'>[]): void {
  if (!clients.some(({ sessionTracking }) => sessionTracking)) throw notTracked();
}

/** What an order is answered that asks for more than the user pool can do. */
export function notTracked(): ServiceError {
  return new ServiceError(
    'feature-unavailable',
    'The user pool keeps no records of sessions, so that managed logins and single sessions cannot be ended from here, and nothing was done. Switch session tracking on at Cognito (Essentials or Plus tier) and set sessionTracking for its app clients, or leave endSso out.',
  );
}
