import { CognitoError } from '../cognito-error.ts';
import type { Received } from '../http/answer.ts';

/** Who signed a request, by its SigV4 `Authorization` header. The signature itself is not computed. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

const SIGV4 =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/cognito-idp\/aws4_request, *SignedHeaders=[^,\s]+, *Signature=[0-9a-f]{64}$/;

export function callerOf({ headers }: Received): Caller | undefined {
  const [, accessKeyId, region] = SIGV4.exec(headers.authorization ?? '') ?? [];
  return accessKeyId === undefined || region === undefined ? undefined : { accessKeyId, region };
}

/**
 * What an operation that IAM guards demands of a request.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 *
 * @throws CognitoError MissingAuthenticationTokenException, IncompleteSignatureException, UnrecognizedClientException
 */
export function checkCaller(received: Received, refusedAccessKeyIds: ReadonlySet<string>): Caller {
  if (received.headers.authorization === undefined) {
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const caller = callerOf(received);
  if (caller === undefined) throw new CognitoError('IncompleteSignatureException');
  if (refusedAccessKeyIds.has(caller.accessKeyId)) {
    throw new CognitoError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  return caller;
}
