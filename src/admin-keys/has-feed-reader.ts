import type { Clock } from '../revocation/ports/clock.ts';
import type { IsFollowed } from '../revocation/denials/is-followed.ts';
import type { StoredApiKey } from './stored-api-key.ts';

/** The feed of a user pool is followed as long as there is an API key that may read it. */
export function createHasFeedReader(keys: readonly StoredApiKey[], clock: Clock): IsFollowed {
  const readers = keys.filter(({ scopes }) => scopes.includes('feed'));
  return (userPoolId) => {
    const nowMs = clock.nowMs();
    return readers.some(
      ({ userPoolIds, expiresAtMs = Infinity }) =>
        expiresAtMs > nowMs && (userPoolIds === 'all' || userPoolIds.includes(userPoolId)),
    );
  };
}
