import type { SessionDirectory, SessionListing } from '../../revocation/ports/users/session-directory.ts';
import type { SessionRevoker } from '../../revocation/ports/users/session-revoker.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClients } from '../cognito-app-client.ts';
import { outcomeOf } from '../outcome/outcome-of.ts';
import { requireUserPool } from '../require-user-pool.ts';
import { isInDoubt, resolved } from './refusal-in-doubt.ts';
import { REVOKE_OF_USER_MEANINGS, REVOKE_OWN_MEANINGS } from './session-meanings.ts';
import { sessionTrackingOf } from './session-tracking.ts';

/**
 * Ends single sessions through the AWS SDK. What a refusal means, the exception alone does not say: an admin's is held
 * against the configuration of the user pool, a user's against the list of that user's sessions.
 */
export function createSdkSessionRevoker(
  clients: CognitoAppClients,
  api: CognitoApi,
  directory: SessionDirectory,
): SessionRevoker {
  return {
    async revokeOfUser({ userPoolId, username, sessionId, endSso }, signal) {
      const place = requireUserPool(clients, userPoolId);
      const send = async () => {
        const client = await api.at(place);
        const session = { UserPoolId: userPoolId, Username: username, SessionId: sessionId };
        await client.adminRevokeUserSession({ ...session, ...linked(endSso) }, { abortSignal: signal });
      };
      const outcome = await outcomeOf(send, REVOKE_OF_USER_MEANINGS, signal);
      if (!isInDoubt(outcome)) return outcome;
      const tracking = await sessionTrackingOf(api, place, signal);
      const isOfSession = tracking === 'on' && outcome.exceptionName === 'NotAuthorizedException';
      if (!isOfSession) return resolved(outcome, tracking);
      return heldAgainst(await directory.ofUser({ userPoolId, username }, signal), sessionId, outcome);
    },

    async revokeOwn({ userPoolId, accessToken, sessionId, endSso }, signal) {
      const place = requireUserPool(clients, userPoolId);
      const send = async () => {
        const client = await api.at(place);
        const session = { AccessToken: accessToken, SessionId: sessionId };
        await client.revokeUserSession({ ...session, ...linked(endSso) }, { abortSignal: signal });
      };
      const outcome = await outcomeOf(send, REVOKE_OWN_MEANINGS, signal);
      if (!isInDoubt(outcome)) return outcome;
      const listing = await directory.own({ userPoolId, accessToken }, signal);
      return heldAgainst(listing, sessionId, outcome);
    },
  };
}

function linked(endSso: boolean): { RevokeAssociatedSessions?: 'LINKED' } {
  return endSso ? { RevokeAssociatedSessions: 'LINKED' } : {};
}

/** What a refusal means, by what the list of the user's sessions tells of this one. */
function heldAgainst(
  listing: SessionListing,
  sessionId: string,
  refusal: Extract<UpstreamOutcome, { kind: 'rejected' | 'parked' }>,
): UpstreamOutcome {
  if (listing.kind !== 'listed') return listing;
  const { exceptionName = 'Unknown' } = refusal;
  const session = listing.sessions.find((one) => one.sessionId === sessionId);
  if (session === undefined) return { kind: 'rejected', code: 'session-not-found', exceptionName };
  if (session.isCurrent) return { kind: 'rejected', code: 'current-session', exceptionName };
  return exceptionName === 'InvalidParameterException'
    ? { kind: 'parked', cause: 'unknown-exception', exceptionName }
    : refusal;
}
