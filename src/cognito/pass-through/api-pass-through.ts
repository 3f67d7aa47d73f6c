import type { ApiPassThrough, PassedAnswer } from '../../revocation/ports/api-pass-through.ts';
import { requireAppClient, type CognitoAppClient, type CognitoAppClients } from '../cognito-app-client.ts';
import { causeByStatus } from '../outcome/cause-by-status.ts';
import { EXCEPTION_NAME } from '../outcome/classify-failure.ts';
import { apiTarget } from '../transport/api-target.ts';
import { apiUrl } from '../transport/api-url.ts';
import { exceptionNameOf } from '../transport/exception-name.ts';
import { jsonObjectOf } from '../transport/json-object.ts';
import { TransportError } from '../transport/transport-error.ts';
import type { UpstreamAnswer, UpstreamConnections } from '../upstream-connections.ts';
import { withSecret, type ApiRequest } from './with-secret.ts';

/**
 * Speaks AWS JSON 1.1 by itself: the operations are unsigned, and the SDK would drop members that its model does not
 * know. The secret is the first that is configured. An app client that is confidential towards its callers keeps it:
 * callers have to send it, or the hash, themselves.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function createApiPassThrough(
  clients: CognitoAppClients,
  connections: UpstreamConnections,
): ApiPassThrough {
  return {
    pass: async ({ operation, clientId, fields }, signal) => {
      const appClient = requireAppClient(clients, clientId);
      const request = prepared({ operation, fields: { ...fields } }, appClient);
      try {
        const answer = await connections.exchange({
          url: `${apiUrl(appClient)}/`,
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': apiTarget(request.operation),
          },
          body: JSON.stringify(request.fields),
          signal,
        });
        return passedAnswer(answer);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        return { kind: 'no-answer', cause: error.retryCause };
      }
    },
  };
}

function prepared(request: ApiRequest, appClient: CognitoAppClient): ApiRequest {
  const { clientId, confidentialTowardsCallers, secrets } = appClient;
  const [secret] = confidentialTowardsCallers === true ? [] : secrets;
  return secret === undefined ? request : withSecret(request, { clientId, secret });
}

/** A success has a JSON object or nothing in it; a refusal names an exception. All else is not Cognito's. */
function passedAnswer({ status, headers, body: bytes }: UpstreamAnswer): PassedAnswer {
  const body = bytes.byteLength === 0 ? {} : jsonObjectOf(bytes);
  if (status === 200 && body !== undefined) return { kind: 'success', body: JSON.stringify(body) };
  const exceptionName = exceptionNameOf(headers, bytes) ?? '';
  if (body === undefined || status < 400 || status >= 500 || !EXCEPTION_NAME.test(exceptionName)) {
    return { kind: 'no-answer', cause: causeByStatus(status) };
  }
  return { kind: 'refusal', exceptionName, body: JSON.stringify(body) };
}
