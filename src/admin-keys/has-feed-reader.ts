import type { Clock } from '../revocation/ports/clock.ts';
import type { StoredApiKey } from './stored-api-key.ts';

/** Whether anybody may read what the feed says of a user pool now: only then can anybody enforce it. */
export type HasFeedReader = (userPoolId: string) => boolean;

export function createHasFeedReader(keys: readonly StoredApiKey[], clock: Clock): HasFeedReader {
  const readers = keys.filter(({ scopes }) => scopes.includes('feed'));
  return (userPoolId) => {
    const nowMs = clock.nowMs();
    return readers.some(
      ({ userPoolIds, expiresAtMs = Infinity }) =>
        expiresAtMs > nowMs && (userPoolIds === 'all' || userPoolIds.includes(userPoolId)),
    );
  };
}
