import type { CallSignal } from '../../revocation/ports/call-signal.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { CognitoAppClient } from '../cognito-app-client.ts';
import { TransportError } from '../transport/transport-error.ts';
import type { UpstreamConnections } from '../upstream-connections.ts';
import { domainOutcome } from './domain-outcome.ts';

interface Revocation {
  readonly token: string;
  /** None: the app client says who it is by `client_id`, as public ones do. */
  readonly secret: string | undefined;
}

/** Makes one request to `/oauth2/revoke`, and says what came of it. Throws only if the app client has no domain. */
export type RevokeAtDomain = (
  appClient: CognitoAppClient,
  revocation: Revocation,
  signal: CallSignal,
) => Promise<UpstreamOutcome>;

/**
 * Speaks to the revocation endpoint of a user pool's domain: a form; by Basic with id and secret as they are, and
 * nothing but the token in the form, for a confidential app client; with `client_id` in the form for a public one.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export function createRevokeAtDomain(connections: UpstreamConnections): RevokeAtDomain {
  return async ({ clientId, domain }, { token, secret }, signal) => {
    if (domain === undefined) throw new Error(`app client ${clientId} has no domain`);
    const form = secret === undefined ? { token, client_id: clientId } : { token };
    try {
      return domainOutcome(
        await connections.exchange({
          url: `${domain}/oauth2/revoke`,
          method: 'POST',
          headers: {
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
            ...(secret === undefined ? {} : { authorization: basic(clientId, secret) }),
          },
          body: new URLSearchParams(form).toString(),
          signal,
        }),
      );
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return { kind: 'retry', cause: error.retryCause, exceptionName: undefined };
    }
  };
}

function basic(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
}
