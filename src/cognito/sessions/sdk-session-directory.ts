import type { SessionDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import type { SessionDirectory, SessionListing } from '../../revocation/ports/users/session-directory.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClients } from '../cognito-app-client.ts';
import type { ExceptionMeanings } from '../outcome/classify-failure.ts';
import { outcomeOf } from '../outcome/outcome-of.ts';
import { requireUserPool } from '../require-user-pool.ts';
import { isInDoubt, resolved } from './refusal-in-doubt.ts';
import { LIST_OF_USER_MEANINGS, LIST_OWN_MEANINGS } from './session-meanings.ts';
import { sessionTrackingOf } from './session-tracking.ts';
import { userSession } from './user-session.ts';

/**
 * Lists sessions through the AWS SDK, in user pools of configured app clients. An admin who is told of no session, or
 * refused, is told whether that is because the user pool keeps no records: Cognito is asked for its configuration.
 */
export function createSdkSessionDirectory(clients: CognitoAppClients, api: CognitoApi): SessionDirectory {
  return {
    async ofUser({ userPoolId, username }, signal) {
      const place = requireUserPool(clients, userPoolId);
      const list = async () => {
        const client = await api.at(place);
        const user = { UserPoolId: userPoolId, Username: username };
        return client.adminListUserSessions(user, { abortSignal: signal });
      };
      const listing = await listed(list, LIST_OF_USER_MEANINGS, signal);
      const isEmpty = listing.kind === 'listed' && listing.sessions.length === 0;
      if (!isEmpty && !isInDoubt(listing)) return listing;
      const tracking = await sessionTrackingOf(api, place, signal);
      if (isInDoubt(listing)) return resolved(listing, tracking);
      return tracking === 'off' ? NOT_TRACKED : listing;
    },

    async own({ userPoolId, accessToken }, signal) {
      const place = requireUserPool(clients, userPoolId);
      const list = async () => {
        const client = await api.at(place);
        return client.listUserSessions({ AccessToken: accessToken }, { abortSignal: signal });
      };
      return listed(list, LIST_OWN_MEANINGS, signal);
    },
  };
}

const NOT_TRACKED: SessionListing = {
  kind: 'rejected',
  code: 'feature-unavailable',
  exceptionName: 'none',
};

/** Neither operation turns pages: Cognito documents one page for all that a user can have. */
async function listed(
  list: () => Promise<{ Sessions?: SessionDescriptionType[] | undefined }>,
  meanings: ExceptionMeanings,
  signal: AbortSignal,
): Promise<SessionListing> {
  let found: readonly SessionDescriptionType[] = [];
  const outcome = await outcomeOf(
    async () => {
      found = (await list()).Sessions ?? [];
    },
    meanings,
    signal,
  );
  if (outcome.kind === 'confirmed') return { kind: 'listed', sessions: found.flatMap(userSession) };
  if (outcome.kind === 'already-dead') throw new Error('a listing has no such outcome');
  return outcome;
}
